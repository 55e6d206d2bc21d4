"""On PostgreSQL a save and what is found of it are one step, whoever else saves, merges or rebuilds meanwhile."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from tests.factories import archive, page, save
from tests.threads import at_once
from wiki.core.changes import record_changes
from wiki.core.db import db, transaction
from wiki.search.contract import SearchBackend
from wiki.search.documents import all_documents
from wiki.search.indexer import MOST_WITH_COMMIT, is_behind, sync_index, tidy_index
from wiki.search.postgres import PostgresBackend, locks, store
from wiki.search.postgres.tables import SCHEMA
from wiki.search.types import Busy, SearchDocument, SearchQuery, SearchUnavailable

pytestmark = pytest.mark.skipif("TEST_DATABASE_URL" not in os.environ, reason="only PostgreSQL writes so")


@pytest.fixture
def index(whoosh: SearchBackend) -> PostgresBackend:
    assert isinstance(whoosh, PostgresBackend)
    return whoosh


@pytest.fixture
def elsewhere(index: PostgresBackend) -> Iterator[PostgresBackend]:
    """The same index as another process has it open."""
    opened = PostgresBackend(db.engine)
    assert opened.count() == 0
    yield opened
    opened.close()


def found(backend: SearchBackend, words: str) -> list[str]:
    return [hit.slug for hit in backend.search(SearchQuery(text=words, audience="members")).hits]


def anew() -> closing[PostgresBackend]:
    """The index as a process has it that begins now."""
    return closing(PostgresBackend(db.engine))


def segments() -> int:
    with db.engine.connect() as connection:
        return connection.scalar(text(f"SELECT count(*) FROM {SCHEMA}.segments")) or 0


def test_what_is_saved_is_found_everywhere_at_once(elsewhere: PostgresBackend) -> None:
    page("Heat pumps", "Warm.")
    assert found(elsewhere, "warm") == ["heat-pumps"]
    save("heat-pumps", body="Cold.")
    assert found(elsewhere, "warm") == []
    assert found(elsewhere, "cold") == ["heat-pumps"]
    archive("heat-pumps")
    assert found(elsewhere, "cold") == []
    assert not is_behind()


def test_before_the_commit_nothing_is_found_and_after_a_rollback_nothing_is_left(elsewhere: PostgresBackend) -> None:
    def late(write: Callable[[], None]) -> None:
        write()
        assert elsewhere.count() == 0
        raise ZeroDivisionError

    last = db.engine.get_execution_options()["wiki_last_step"]
    db.engine.update_execution_options(wiki_last_step=partial(late, last))
    try:
        with pytest.raises(ZeroDivisionError):
            page("Heat pumps", "Warm.")
    finally:
        db.engine.update_execution_options(wiki_last_step=last)
    assert (elsewhere.count(), segments()) == (0, 0)
    assert not is_behind()


def test_a_failing_index_fails_no_save(index: PostgresBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT nothing"))

    with monkeypatch.context() as broken:
        broken.setattr(index, "prepare", failing)
        page("Heat pumps", "Warm.")
    assert is_behind()
    assert sync_index(index) == 1
    assert found(index, "warm") == ["heat-pumps"]


def test_a_write_that_fails_is_taken_back_alone(index: PostgresBackend) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {SCHEMA}.documents"))
    page("Heat pumps", "Warm.")
    assert is_behind()
    assert sync_index(index) == 1
    assert found(index, "warm") == ["heat-pumps"]
    assert not is_behind()


def test_a_page_saved_while_the_index_is_made_anew_waits_and_is_not_lost(index: PostgresBackend) -> None:
    page("Before", "Warm.")

    def documents() -> Iterator[SearchDocument]:
        yield from list(all_documents())
        page("Meanwhile", "Warm.")

    assert index.rebuild(documents()) == 1
    assert found(index, "warm") == ["before"]
    assert is_behind()
    sync_index(index)
    assert set(found(index, "warm")) == {"before", "meanwhile"}


def test_what_changes_many_pages_is_left_to_the_drain(index: PostgresBackend) -> None:
    with transaction():
        record_changes(range(1, MOST_WITH_COMMIT + 2), "index")
    assert is_behind()
    assert sync_index(index) == MOST_WITH_COMMIT + 1
    assert not is_behind()


def test_a_save_is_not_undone_by_who_read_the_page_before_it(
    index: PostgresBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    page("Heat pumps", "Warm.")
    with transaction():
        record_changes(index.versions(), "index")
        db.session.info.clear()
    prepare = index.prepare

    def saved_meanwhile(*given: Any) -> Any:
        written = prepare(*given)
        monkeypatch.setattr(index, "prepare", prepare)
        save("heat-pumps", body="Cold.")
        return written

    monkeypatch.setattr(index, "prepare", saved_meanwhile)
    assert sync_index(index) == 0
    assert (found(index, "warm"), found(index, "cold")) == ([], ["heat-pumps"])
    assert not is_behind()


def test_savers_at_once_leave_each_page_once(app: Flask, index: PostgresBackend) -> None:
    for number in range(4):
        page(f"Page {number}", "Warm.")
    tidy_index(index)
    for turn in range(3):
        acts = [partial(save, f"page-{number}", body=f"Cold {turn}.") for number in range(4)]
        assert not any(isinstance(outcome, Exception) for outcome in at_once(app, acts))
    assert sorted(found(index, "cold")) == [f"page-{number}" for number in range(4)]
    assert found(index, "warm") == []
    assert [len(keys) for keys in index.versions().values()] == [1] * 4


def test_merging_changes_no_answer_and_ends(index: PostgresBackend) -> None:
    for number in range(8):
        page(f"Page {number}", f"Warm {number}.")
    save("page-3", body="Cold.")
    archive("page-4")
    before = [index.search(SearchQuery(text=words, audience="members")).hits for words in ("warm 5", "cold", "warn")]
    assert segments() == 10
    tidy_index(index)
    assert segments() < 6
    after = [index.search(SearchQuery(text=words, audience="members")).hits for words in ("warm 5", "cold", "warn")]
    assert after == before
    with anew() as opened:
        assert found(opened, "cold") == ["page-3"]
        assert opened.count() == 7


def test_what_is_saved_while_segments_are_merged_takes_the_place_of_what_was_merged(
    index: PostgresBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        page(f"Page {number}", "Warm.")
    take = locks.take

    def saving_before(connection: Any, lock: locks.Lock, **given: Any) -> None:
        if lock == "alone":
            monkeypatch.setattr(locks, "take", take)
            save("page-3", body="Cold.")
        take(connection, lock, **given)

    monkeypatch.setattr(locks, "take", saving_before)
    index.tidy()
    assert segments() == 2
    assert (found(index, "cold"), len(found(index, "warm"))) == (["page-3"], 5)
    save("page-3", body="Hot.")
    assert (found(index, "cold"), found(index, "hot")) == ([], ["page-3"])
    with anew() as opened:
        assert [len(keys) for keys in opened.versions().values()] == [1] * 6


def test_one_merges_at_a_time(index: PostgresBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        page(f"Page {number}", "Warm.")
    take = locks.take

    def tidying_before(connection: Any, lock: locks.Lock, **given: Any) -> None:
        if lock == "alone":
            monkeypatch.setattr(locks, "take", take)
            with anew() as other, pytest.raises(Busy):
                other.tidy()
        take(connection, lock, **given)

    monkeypatch.setattr(locks, "take", tidying_before)
    index.tidy()
    assert segments() == 1


def test_a_search_that_needs_more_than_is_kept_is_answered(
    index: PostgresBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        page(f"Page {number}", "Warm lamps.")
    for bound in ("MOST_KEYS", "MOST_STORED"):
        monkeypatch.setattr(store, bound, 1)
    with anew() as opened:
        for words in ("warm lamp", "warn lamps"):
            assert sorted(found(opened, words)) == [f"page-{number}" for number in range(5)]


def test_an_index_that_lost_rows_is_told_to_be_made_anew(index: PostgresBackend) -> None:
    page("Heat pumps", "Warm.")
    with db.engine.begin() as connection:
        connection.execute(text(f"DELETE FROM {SCHEMA}.blocks"))
    with pytest.raises(SearchUnavailable) as told:
        found(index, "warm")
    assert told.value.needs_rebuild


def test_an_index_of_another_format_is_dropped_by_the_next(index: PostgresBackend) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA wiki_index_0_0; CREATE TABLE wiki_index_0_0.segments (id integer)"))
    index.rebuild([])
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT to_regnamespace('wiki_index_0_0')")) is None


def test_a_search_outlives_the_connections_it_used(index: PostgresBackend) -> None:
    page("Heat pumps", "Warm.")
    assert found(index, "warm") == ["heat-pumps"]
    db.session.remove()
    with db.engine.connect() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        connection.execute(text(f"{others} WHERE datname = current_database() AND pid <> pg_backend_pid()"))
    db.engine.dispose()
    assert found(index, "warm") == ["heat-pumps"]
