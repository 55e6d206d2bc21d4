"""What a save leaves to do is done, once, and never forgotten."""

from collections.abc import Iterable

import pytest

from tests.factories import archive, page, practice, rename, save
from wiki import jobs
from wiki.core.changes import count_changes, find_changes, finish_changes, record_change
from wiki.core.db import db, transaction
from wiki.search import documents, indexer
from wiki.search.indexer import is_behind, rebuild_index, sync_index
from wiki.search.null import NullBackend
from wiki.search.types import Busy, SearchDocument, SearchQuery, SearchUnavailable
from wiki.search.whoosh import WhooshBackend


class Failing(NullBackend):
    def __init__(self, problem: SearchUnavailable) -> None:
        self.problem = problem

    def update(self, *_: object) -> None:
        raise self.problem


def test_a_save_is_noted_in_its_own_transaction() -> None:
    page("Heat pumps")
    assert count_changes("index") == 1
    save("heat-pumps", body="Two.")
    assert count_changes("index") == 1
    assert is_behind()


def test_a_change_made_while_it_is_worked_off_is_kept() -> None:
    with transaction():
        record_change(7, ["index"])
    found = find_changes("index")
    with transaction():
        record_change(7, ["index"])
    with transaction():
        finish_changes(found)
    assert count_changes("index") == 1
    with transaction():
        finish_changes(find_changes("index"))
    assert count_changes("index") == 0


def test_a_change_noted_again_after_it_was_finished_is_not_taken_for_the_old_one() -> None:
    with transaction():
        record_change(7, ["index"])
    stale = find_changes("index")
    with transaction():
        finish_changes(stale)
        record_change(7, ["index"])
    with transaction():
        finish_changes(stale)
    assert count_changes("index") == 1


def test_topics_are_worked_off_apart() -> None:
    with transaction():
        record_change(7, ["index", "render"])
        finish_changes(find_changes("index"))
    assert (count_changes("index"), count_changes("render")) == (0, 1)


def test_a_drain_leaves_nothing_to_do() -> None:
    page("Linker", "[[Target]]")
    page("Target")
    jobs.drain(NullBackend())
    assert (count_changes("index"), count_changes("render")) == (0, 0)


class SavedMeanwhile(NullBackend):
    """While it takes in what was saved, somebody saves again, twice in all."""

    def __init__(self) -> None:
        self.taken: list[list[str]] = []

    def update(self, documents: Iterable[SearchDocument], *_: object) -> None:
        self.taken.append([document.slug for document in documents])
        if len(self.taken) <= 2:
            page(f"Saved meanwhile {len(self.taken)}")


def test_a_drain_takes_in_what_is_saved_meanwhile() -> None:
    page("Heat pumps")
    busy = SavedMeanwhile()
    assert not jobs.drain(busy)
    assert busy.taken == [["heat-pumps"], ["saved-meanwhile-1"], ["saved-meanwhile-2"]]


def test_beside_the_requests_what_is_saved_meanwhile_gathers_for_the_next_time() -> None:
    page("Heat pumps")
    busy = SavedMeanwhile()
    assert jobs.drain(busy, once=True)
    assert (busy.taken, is_behind()) == ([["heat-pumps"]], True)
    page("Windows")
    assert jobs.drain(busy, once=True)
    assert busy.taken[1:] == [["saved-meanwhile-1", "windows"]]
    assert not jobs.drain(busy, once=True)


def test_while_another_process_writes_the_index_the_changes_wait() -> None:
    page("Heat pumps")
    assert sync_index(Failing(Busy("taken"))) == 0
    # Nobody asks again and again for what is taken.
    assert not jobs.drain(Failing(Busy("taken")), once=True)
    assert is_behind()


def test_while_the_index_is_away_saving_goes_on_and_the_changes_wait() -> None:
    page("Heat pumps")
    jobs.drain(Failing(SearchUnavailable("disk full")))
    assert is_behind()
    save("heat-pumps", body="Two.")


def test_a_damaged_index_is_rebuilt_from_the_database(whoosh: WhooshBackend) -> None:
    page("Heat pumps", "Warm.")
    jobs.drain(whoosh)
    save("heat-pumps", body="Cold.")
    damaged = Failing(SearchUnavailable("damaged", needs_rebuild=True))
    damaged.rebuild = whoosh.rebuild  # type: ignore[method-assign]
    sync_index(damaged)
    assert not is_behind()
    assert found(whoosh, "cold") == ["heat-pumps"]


def test_the_index_follows_a_page_through_its_life(whoosh: WhooshBackend) -> None:
    page("Heat pumps", "Warm.")
    jobs.drain(whoosh)
    assert found(whoosh, "warm") == ["heat-pumps"]
    rename("heat-pumps", "pumps")
    jobs.drain(whoosh)
    assert found(whoosh, "warm") == ["pumps"]
    archive("pumps")
    jobs.drain(whoosh)
    assert found(whoosh, "warm") == []


def test_a_save_hands_its_words_to_the_index_which_reads_no_text_again(
    whoosh: WhooshBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    page("Heat pumps", "Warm **words**.")
    monkeypatch.setattr(documents, "plain_text", None)
    jobs.drain(whoosh)
    assert found(whoosh, "warm words") == ["heat-pumps"]
    save("heat-pumps", body="Cold.")
    monkeypatch.undo()
    # Whoever changes the page otherwise knows of no words; they are read then.
    rename("heat-pumps", "pumps")
    jobs.drain(whoosh)
    assert (found(whoosh, "cold"), found(whoosh, "warm")) == (["pumps"], [])


def test_words_of_a_draft_are_those_of_its_revision_alone(whoosh: WhooshBackend) -> None:
    practice("Advice", "Warm.")
    save("advice", body="Cold.")
    jobs.drain(whoosh)
    assert (found(whoosh, "warm"), found(whoosh, "cold")) == (["advice"], [])
    assert found(whoosh, "cold", audience="members") == ["advice"]


def test_a_rebuild_holds_what_every_audience_reads(whoosh: WhooshBackend) -> None:
    page("Heat pumps", "Warm.")
    practice("Advice", "Warm words.", published=False)
    assert rebuild_index(whoosh) == 2
    assert found(whoosh, "warm") == ["heat-pumps"]
    assert set(found(whoosh, "warm", "members")) == {"heat-pumps", "advice"}
    assert not is_behind()


def test_a_rebuild_tells_how_far_it_is(whoosh: WhooshBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer, "_TOLD_EVERY", 2)
    for title in ("Pumps", "Lamps", "Trams"):
        page(title, "Warm.")
    told: list[int] = []
    rebuild_index(whoosh, told.append)
    assert told == [2]


def found(backend: WhooshBackend, text: str, audience: str = "public") -> list[str]:
    db.session.rollback()
    results = backend.search(SearchQuery(text=text, audience="members" if audience == "members" else "public"))
    return [hit.slug for hit in results.hits]
