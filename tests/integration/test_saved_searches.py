"""A member keeps a search and is told when it finds something new that they may read; nobody else is told anything."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from tests.factories import actor, archive, new_person, page, practice, publish, save
from wiki import jobs
from wiki.accounts.models import User
from wiki.accounts.queries import actor_of, get_person
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.clock import at, now
from wiki.core.db import db, transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.core.questions import is_there
from wiki.saved_searches import queries, service
from wiki.saved_searches.models import SavedSearchRow
from wiki.saved_searches.news import new_since
from wiki.saved_searches.rules import MOST_SAVED
from wiki.saved_searches.types import AskedFor
from wiki.search.indexer import sync_index
from wiki.search.null import NullBackend
from wiki.search.types import SearchQuery, SearchResults, SearchUnavailable
from wiki.search.whoosh import WhooshBackend

PUMPS = AskedFor(text="pumps", choices={"theme": ("heating",)}, sort="newest", as_typed=True)
TAGS: dict[str, Any] = {"themes": ("heating",)}


def do(write: Callable[..., Any], *arguments: Any) -> Any:
    with transaction():
        return write(*arguments)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[WhooshBackend]:
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild([])
    yield backend
    backend.close()


@pytest.fixture
def observer() -> Actor:
    return actor(Role.OBSERVER)


@pytest.fixture
def editor() -> Actor:
    return actor(Role.EDITOR)


def look(index: WhooshBackend) -> bool:
    sync_index(index)
    return jobs.look_for_news(index)


def news(who: Actor) -> list[str]:
    found = [saved.name for saved in queries.list_news(who)]
    assert not found or is_there([queries.ask_for_news(who)]) == (True,)
    return found


def test_a_search_is_kept_as_it_was_asked(observer: Actor) -> None:
    made = do(service.save_search, observer, "  Heat\npumps ", PUMPS)
    saved = queries.get_saved(observer, made)
    assert (saved.name, saved.asked, saved.has_news) == ("Heat pumps", PUMPS, False)
    do(service.rename_search, observer, made, "Pumps")
    assert [each.name for each in queries.list_saved(observer)] == ["Pumps"]
    do(service.remove_search, observer, made)
    assert queries.list_saved(observer) == []


def test_a_name_is_said_and_stands_for_one_search(observer: Actor, editor: Actor) -> None:
    made = do(service.save_search, observer, "Pumps", PUMPS)
    do(service.save_search, editor, "Pumps", PUMPS)
    other = do(service.save_search, observer, "More", replace(PUMPS, text="more pumps"))
    for name in ("", "x" * 81, "Pumps"):
        with pytest.raises(Invalid):
            do(service.save_search, observer, name, replace(PUMPS, text="other pumps"))
        with pytest.raises(Invalid):
            do(service.rename_search, observer, other, name)
    do(service.rename_search, observer, made, "Pumps")
    with pytest.raises(Invalid, match="Search for something"):
        do(service.save_search, observer, "Nothing", AskedFor(text="  "))


def test_the_same_search_is_kept_once(observer: Actor, editor: Actor) -> None:
    do(service.save_search, observer, "Pumps", PUMPS)
    with pytest.raises(Invalid, match="already, as “Pumps”"):
        do(service.save_search, observer, "Again", replace(PUMPS, text=" pumps "))
    do(service.save_search, observer, "All", replace(PUMPS, as_typed=False))
    do(service.save_search, editor, "Pumps", PUMPS)


def test_only_so_many_are_kept(observer: Actor) -> None:
    with transaction():
        for number in range(MOST_SAVED):
            service.save_search(observer, f"Search {number}", replace(PUMPS, text=f"pumps {number}"))
    with pytest.raises(Invalid, match="Remove one"):
        do(service.save_search, observer, "One more", PUMPS)


def test_nobody_reaches_a_search_of_somebody_else(observer: Actor, editor: Actor) -> None:
    made = do(service.save_search, observer, "Pumps", PUMPS)
    assert queries.list_saved(editor) == []
    for act in (
        lambda who: queries.get_saved(who, made),
        lambda who: do(service.rename_search, who, made, "Mine"),
        lambda who: do(service.remove_search, who, made),
        lambda who: do(service.note_look, who, made),
    ):
        with pytest.raises(NotFound):
            act(editor)
        with pytest.raises(Denied):
            act(VISITOR)
    with pytest.raises(Denied):
        do(service.save_search, VISITOR, "Pumps", PUMPS)


def test_what_is_new_is_told_until_its_owner_looks(index: WhooshBackend, editor: Actor) -> None:
    page("Old pumps", **TAGS)
    made = do(service.save_search, editor, "Pumps", PUMPS)
    look(index)
    assert news(editor) == []
    page("New pumps", **TAGS)
    page("Street lamps", **TAGS)
    page("Pumps of another theme")
    look(index)
    assert news(editor) == ["Pumps"]
    saved = queries.get_saved(editor, made)
    assert [hit.slug for hit in new_since(index, saved.asked, editor, saved.looked_at)] == ["new-pumps"]
    do(service.note_look, editor, made)
    assert news(editor) == []
    look(index)
    assert news(editor) == []
    save("old-pumps", body="Pumps that were mended.")
    look(index)
    assert news(editor) == ["Pumps"]


def test_a_draft_is_news_to_members_alone_and_to_all_on_the_day_it_is_published(
    index: WhooshBackend, observer: Actor, editor: Actor
) -> None:
    with at(now() - timedelta(days=9)):
        slug = practice("Pumps", published=False, **TAGS)
    with at(now() - timedelta(days=5)):
        do(service.save_search, editor, "Pumps", PUMPS)
        save(slug, body="Pumps, told better.")
    with at(now() - timedelta(days=4)):
        save(slug, title="Sesame pumps")
    with at(now() - timedelta(days=3)):
        made = do(service.save_search, observer, "Pumps", PUMPS)
    look(index)
    assert (news(observer), news(editor)) == ([], ["Pumps"])
    found = queries.get_saved(observer, made)
    assert new_since(index, found.asked, observer, found.looked_at) == []
    publish(slug, 3)
    look(index)
    assert news(observer) == ["Pumps"]


def test_who_may_read_less_now_is_told_nothing_of_what_they_might_read_before(
    index: WhooshBackend, editor: Actor
) -> None:
    person = new_person(Role.EDITOR)
    made = do(service.save_search, actor_of(person), "Pumps", PUMPS)
    practice("Pumps", published=False, **TAGS)
    look(index)
    assert news(actor_of(person)) == ["Pumps"]
    do(db.session.execute, update(User).where(User.id == person.id).values(role=Role.OBSERVER))
    demoted = actor_of(get_person(person.id))
    assert news(demoted) == []
    assert not queries.get_saved(demoted, made).has_news


def test_a_choice_of_what_waits_means_nothing_to_who_knows_of_no_such_page(
    index: WhooshBackend, observer: Actor
) -> None:
    practice("Pumps", published=False)
    look(index)
    waiting = AskedFor(choices={"state": ("waiting",)})
    assert new_since(index, waiting, observer, now() - timedelta(days=1)) == []
    assert len(new_since(index, waiting, actor(Role.EDITOR), now() - timedelta(days=1))) == 1


def test_searches_are_looked_into_only_after_a_page_has_changed(index: WhooshBackend, editor: Actor) -> None:
    do(service.save_search, editor, "Pumps", PUMPS)

    class Asked(NullBackend):
        def search(self, query: SearchQuery) -> SearchResults:
            raise AssertionError(query)

    assert jobs.look_for_news(Asked()) is False
    page("Something else")
    with pytest.raises(AssertionError):
        jobs.look_for_news(Asked())


def test_who_asks_the_same_is_answered_once_and_many_have_their_turn(index: WhooshBackend) -> None:
    people = [actor_of(new_person()) for _ in range(jobs._LOOKED_INTO + 2)]
    with transaction():
        for who in people:
            service.save_search(who, "Pumps", PUMPS)
    page("New pumps", **TAGS)
    sync_index(index)
    asked = []

    class Counting(NullBackend):
        def search(self, query: SearchQuery) -> SearchResults:
            asked.append(query)
            return index.search(query)

    assert jobs.look_for_news(Counting()) is True
    assert jobs.look_for_news(Counting()) is False
    assert len(asked) == 2
    assert {len(news(who)) for who in people} == {1}


def test_while_the_index_is_away_they_wait(index: WhooshBackend, editor: Actor) -> None:
    do(service.save_search, editor, "Pumps", PUMPS)
    page("New pumps", **TAGS)

    class Away(NullBackend):
        def search(self, query: SearchQuery) -> SearchResults:  # noqa: ARG002 - the protocol's signature
            raise SearchUnavailable("away")

    assert jobs.look_for_news(Away()) is False
    look(index)
    assert news(editor) == ["Pumps"]


def test_who_looked_meanwhile_is_not_told_again(index: WhooshBackend, editor: Actor) -> None:
    made = do(service.save_search, editor, "Pumps", PUMPS)
    page("New pumps", **TAGS)
    unsure = queries.list_unsure(9)
    do(service.note_look, editor, made)
    do(service.note_news, unsure, {made})
    assert news(editor) == []


def test_they_go_with_the_account_and_one_switched_off_is_asked_for_nothing(editor: Actor) -> None:
    gone, off = new_person(), new_person()
    for person in (gone, off):
        do(service.save_search, actor_of(person), "Pumps", PUMPS)
    do(db.session.execute, delete(User).where(User.id == gone.id))
    assert db.session.scalar(select(func.count()).select_from(SavedSearchRow)) == 1
    do(db.session.execute, update(User).where(User.id == off.id).values(active=False))
    page("New pumps", **TAGS)
    assert queries.list_unsure(9) == []


def test_what_is_archived_is_no_news(index: WhooshBackend, editor: Actor) -> None:
    do(service.save_search, editor, "Pumps", PUMPS)
    archive(page("New pumps", **TAGS))
    look(index)
    assert news(editor) == []


def test_what_means_the_same_is_new_too(index: WhooshBackend, observer: Actor) -> None:
    do(
        service.save_search,
        observer,
        "Retrofit",
        AskedFor(text="retrofit", choices={}, sort="relevance", as_typed=False),
    )
    do(
        service.save_search,
        observer,
        "As typed",
        AskedFor(text="retrofit", choices={}, sort="relevance", as_typed=True),
    )
    page("A refurbishment")
    look(index)
    assert news(observer) == ["Retrofit"]
