"""What happens to a page as a whole can be taken back, and its old addresses go on working."""

import pytest

from tests.factories import actor, archive, page, practice, publish, rename, restore, save
from wiki.accounts.types import VISITOR, Role
from wiki.core.db import transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.pages import queries, service
from wiki.pages.types import Content, EventAction, PageKind
from wiki.taxonomy.queries import load_taxonomy

EDITOR = Role.EDITOR


def test_a_renamed_page_is_found_at_both_addresses() -> None:
    page("Old name", slug="old")
    assert rename("old", "New Name") == "new-name"
    assert queries.get_page(VISITOR, "new-name").slug == "new-name"
    assert queries.find_page(VISITOR, "old") is None
    assert queries.find_redirect(VISITOR, "old") == "new-name"


def test_a_page_renamed_twice_is_found_at_every_address_without_a_chain() -> None:
    page("Name", slug="one")
    rename("one", "two")
    rename("two", "three")
    assert {queries.find_redirect(VISITOR, slug) for slug in ("one", "two")} == {"three"}


def test_a_page_can_be_renamed_back() -> None:
    page("Name", slug="one")
    rename("one", "two")
    rename("two", "one")
    assert queries.get_page(VISITOR, "one").slug == "one"
    assert queries.find_redirect(VISITOR, "two") == "one"
    assert queries.find_redirect(VISITOR, "one") is None


def test_no_page_takes_the_address_of_another_nor_its_former_one() -> None:
    page("First", slug="first")
    page("Second", slug="second")
    rename("second", "third")
    for taken in ("first", "second"):
        with pytest.raises(Invalid, match="slug"):
            page("Other", slug=taken) if taken == "second" else rename("third", taken)
    page("Free", slug="free")
    with pytest.raises(Invalid, match="slug"):
        rename("free", "second")


@pytest.mark.parametrize("address", ["", "  ", "!?", "edit", "a/history", "x/edit/y"])
def test_an_address_must_say_something_and_name_no_button(address: str) -> None:
    page("Name", slug="one")
    with pytest.raises(Invalid, match="slug"):
        rename("one", address)


def test_an_archived_page_is_gone_for_visitors_and_lists_and_comes_back_as_it_was() -> None:
    page("News", "One.", kind=PageKind.NEWS)
    archive("news")
    assert queries.find_page(VISITOR, "news") is None
    assert queries.get_page(actor(EDITOR), "news").is_archived
    assert not queries.list_pages(actor(EDITOR), {}, load_taxonomy()).items
    with pytest.raises(Invalid, match="archived"):
        save("news", body="Two.")
    restore("news")
    assert queries.get_page(VISITOR, "news").published_number == 1
    save("news", body="Two.")
    assert queries.get_page(VISITOR, "news").published_number == 2


def test_publishing_moves_what_visitors_read_and_nothing_else() -> None:
    practice("Advice", "One.", published=False)
    save("advice", body="Two.")
    save("advice", body="Three.")
    publish("advice", 2)
    found = queries.get_page(VISITOR, "advice")
    view = queries.get_view(VISITOR, found, load_taxonomy())
    assert (view.revision.number, found.current_number, found.has_draft) == (2, 3, True)
    assert "Two." in view.html
    for hidden in (1, 3):
        with pytest.raises(NotFound):
            queries.get_view(VISITOR, found, load_taxonomy(), hidden)
        with pytest.raises(NotFound):
            queries.get_content(VISITOR, found, hidden)


def test_going_back_to_an_earlier_published_revision_is_possible() -> None:
    practice("Advice", "One.")
    save("advice", body="Two.")
    publish("advice", 2)
    publish("advice", 1)
    found = queries.get_page(VISITOR, "advice")
    assert found.published_number == 1
    assert "One." in queries.get_view(VISITOR, found, load_taxonomy()).html


def test_publishing_twice_is_told_once() -> None:
    practice("Advice", "One.")
    publish("advice", 1)
    events = queries.list_events(VISITOR, queries.EventFilter())
    assert [event.action for event in events] == [EventAction.PUBLISHED]


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.EDITOR])
def test_only_a_reviewer_publishes_a_practice(role: Role) -> None:
    practice("Advice", "One.", published=False)
    with pytest.raises(Denied), transaction():
        service.publish_page(actor(role), "advice", 1)
    assert queries.find_page(VISITOR, "advice") is None


def test_changing_the_kind_is_no_way_around_the_reviewer() -> None:
    practice("Advice", "One.", published=False)
    with pytest.raises(Denied), transaction():
        service.change_kind(actor(EDITOR), "advice", PageKind.ARTICLE)
    page("Story", kind=PageKind.NEWS)
    with transaction():
        service.change_kind(actor(EDITOR), "story", PageKind.MEETING)
    assert queries.get_page(VISITOR, "story").kind is PageKind.MEETING


@pytest.mark.parametrize("who", [VISITOR, Role.OBSERVER])
def test_who_only_reads_changes_no_page(who: object) -> None:
    page("Name", slug="one")
    reader = actor(who) if isinstance(who, Role) else VISITOR
    for act in (
        lambda: service.rename_page(reader, "one", "two"),
        lambda: service.archive_page(reader, "one"),
        lambda: service.restore_page(reader, "one"),
        lambda: service.change_kind(reader, "one", PageKind.NEWS),
        lambda: service.revert_page(reader, "one", 1, ""),
        lambda: service.undo_change(reader, "one", 1, ""),
        lambda: service.confirm_tags(reader, "one"),
        lambda: service.create_page(reader, slug="x", kind=PageKind.NEWS, content=Content(title="x")),
    ):
        with pytest.raises(Denied), transaction():
            act()
