"""Recent changes tell what happened, to whom it may be told, newest first."""

from datetime import UTC, datetime

import pytest

from tests.factories import actor, archive, new_person, page, person, practice, publish, rename, restore, save
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.db import transaction
from wiki.pages import queries, service
from wiki.pages.queries import events
from wiki.pages.types import Event, PageKind

EDITOR = Role.EDITOR


def told(who: Actor = VISITOR, **chosen: object) -> list[Event]:
    return list(queries.list_events(who, queries.EventFilter(**chosen)))  # type: ignore[arg-type]


def words(who: Actor = VISITOR, **chosen: object) -> list[str]:
    return [f"{event.page_slug} {event.action}" for event in told(who, **chosen)]


def test_everything_that_happens_to_a_page_is_told_newest_first() -> None:
    page("Story", "One.", kind=PageKind.NEWS)
    save("story", body="Two.")
    rename("story", "tale")
    archive("tale")
    restore("tale")
    with transaction():
        service.change_kind(actor(EDITOR), "tale", PageKind.MEETING)
        service.revert_page(actor(EDITOR), "tale", 1, "back")
    assert [event.action for event in told(actor(EDITOR))] == [
        "edited",
        "kind_changed",
        "restored",
        "archived",
        "renamed",
        "edited",
        "created",
    ]


def test_an_event_names_page_author_comment_and_the_change_of_size() -> None:
    page("Story", "One.")
    save("story", body="One, two.", comment="More", minor=True)
    newest, oldest = told()
    assert (newest.author, newest.comment, newest.minor, newest.size_change) == ("Editor", "More", True, 5)
    assert (newest.page_slug, newest.title, newest.revision_number) == ("story", "Story", 2)
    assert (oldest.size_change, oldest.revision_number) == (5, 1)


def test_visitors_are_told_of_a_practice_when_it_is_published() -> None:
    practice("Advice", "One.", published=False)
    save("advice", body="Two.")
    assert words() == []
    publish("advice", 2)
    assert words() == ["advice published"]
    assert words(actor(EDITOR)) == ["advice published", "advice edited", "advice created"]


def test_nothing_is_told_of_an_archived_page_but_to_members() -> None:
    page("Story")
    archive("story")
    assert words() == []
    assert words(actor(EDITOR)) == ["story archived", "story created"]


def test_changes_are_narrowed_by_theme_city_kind_author_and_size() -> None:
    page("One", themes=("data",), cities=("munich",), kind=PageKind.NEWS)
    page("Two", themes=("heating",), cities=("vienna",), by=Role.REVIEWER)
    save("two", body="Small.", minor=True)
    assert words(theme="data") == ["one created"]
    assert words(city="vienna", hide_minor=True) == ["two created"]
    assert words(kind="news") == ["one created"]
    assert words(author="reviewer") == ["two created"]
    assert words(author="nobody") == []
    assert words(user_id=person(EDITOR).id) == ["two edited", "one created"]


def test_an_author_is_found_whatever_letters_their_name_has() -> None:
    writer = new_person(name="Ольга Łukasz")
    with transaction():
        service.create_page(
            Actor(user_id=writer.id, role=writer.role, label=writer.name),
            slug="one",
            kind=PageKind.NEWS,
            content=queries.get_content(VISITOR, queries.get_page(VISITOR, page("Base")), 1),
        )
    assert words(author="Ольга Łukasz") == ["one created"]


def test_a_long_list_is_read_page_by_page_without_gap_or_double() -> None:
    page("Story", "0")
    for number in range(1, 12):
        save("story", body=f"{number}")
    seen: list[int] = []
    cursor: tuple[datetime, int] | None = None
    while batch := queries.list_events(VISITOR, queries.EventFilter(), before=cursor, limit=5):
        seen += [event.revision_number or 0 for event in batch]
        cursor = (batch[-1].at, batch[-1].id)
    assert seen == list(range(12, 0, -1))


@pytest.mark.parametrize("recent", [0, 1, 3, 1_000])
@pytest.mark.parametrize("narrowed", [{"theme": "data"}, {"city": "munich"}, {"theme": "data", "city": "munich"}])
def test_the_changes_under_a_tag_are_found_among_the_newest_or_among_all(
    monkeypatch: pytest.MonkeyPatch, recent: int, narrowed: dict[str, str]
) -> None:
    monkeypatch.setattr(events, "_RECENT", recent)
    for number in range(3):
        page(f"Data {number}", themes=("data",), cities=("munich",))
        page(f"Other {number}", themes=("heating",), cities=("vienna",))
        save("data-0", body=str(number))
    told_of: list[str] = []
    chosen, before = queries.EventFilter(**narrowed), None
    while found := queries.list_events(VISITOR, chosen, before=before, limit=2):
        told_of += [f"{event.page_slug} {event.action}" for event in found]
        before = found[-1].at, int(found[-1].id)
    assert told_of == [
        "data-0 edited",
        "data-2 created",
        "data-0 edited",
        "data-1 created",
        "data-0 edited",
        "data-0 created",
    ]


def test_times_are_aware_and_in_utc() -> None:
    page("Story")
    (event,) = told()
    assert event.at.tzinfo is UTC
    assert abs((datetime.now(UTC) - event.at).total_seconds()) < 60


@pytest.mark.parametrize("kind", ["", "no such kind", "news' OR 1=1 --"])
def test_an_odd_filter_narrows_to_nothing_or_nothing_at_all(kind: str) -> None:
    page("Story", kind=PageKind.NEWS)
    assert words(kind=kind) == (["story created"] if not kind else [])
