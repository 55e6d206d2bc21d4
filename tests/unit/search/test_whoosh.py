"""What only the embedded backend has to stand: damaged files, failed commits, forks, many segments."""

import gc
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from whoosh.writing import SegmentWriter

from wiki.search.types import SearchDocument, SearchQuery, SearchUnavailable
from wiki.search.whoosh import WhooshBackend
from wiki.search.whoosh import backend as whoosh_backend

SUFFIXES = (".words", ".col", ".toc")
QUERY = SearchQuery(text='"district heating" lamps', audience="public")


# Whoosh closes no file whose content it cannot read; `gc.collect` lets the warnings of that fall into this test
leaky = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


def page(page_id: int, body: str = "district heating") -> SearchDocument:
    return SearchDocument(
        key=f"{page_id}:all",
        page_id=page_id,
        slug=f"page-{page_id}",
        title=f"Page {page_id}",
        summary="",
        body=body,
        language="en",
        listed_on=date(2026, 11, 1),
        audience="all",
        updated_at=datetime(2026, 11, 1, tzinfo=UTC),
    )


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def backend(place: Path) -> Iterator[WhooshBackend]:
    opened = WhooshBackend(place)
    opened.rebuild(page(number) for number in range(1, 20))
    yield opened
    opened.close()


def index_files(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.suffix in SUFFIXES]


@leaky
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("damage", [b"", b"\x00" * 5000, b"garbage " * 700])
def test_a_damaged_file_makes_search_unavailable_and_a_rebuild_mends_it(
    backend: WhooshBackend, place: Path, suffix: str, damage: bytes
) -> None:
    backend.close()
    for path in index_files(place):
        if path.suffix == suffix:
            path.write_bytes(damage)
    with pytest.raises(SearchUnavailable) as caught:
        backend.search(QUERY)
    assert caught.value.needs_rebuild
    with pytest.raises(SearchUnavailable):
        backend.update([page(1)])
    backend.rebuild([page(1)])
    assert backend.search(QUERY).total == 1
    del caught
    gc.collect()


@leaky
def test_any_damaged_byte_is_an_answer_or_unavailable(backend: WhooshBackend, place: Path) -> None:
    backend.close()
    for file in index_files(place):
        whole = file.read_bytes()
        for position in range(0, len(whole), max(1, len(whole) // 60)):
            file.write_bytes(whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :])
            damaged = WhooshBackend(place)
            try:
                damaged.search(QUERY)
            except SearchUnavailable:
                continue
            finally:
                damaged.close()
        file.write_bytes(whole)
    gc.collect()


def test_a_removed_folder_makes_search_unavailable(backend: WhooshBackend, place: Path) -> None:
    for path in index_files(place):
        path.unlink()
    with pytest.raises(SearchUnavailable) as caught:
        backend.search(QUERY)
    assert caught.value.needs_rebuild


def test_a_failed_commit_changes_nothing_and_lets_go_of_the_lock(
    backend: WhooshBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(SegmentWriter, "_commit_toc", failing)
        with pytest.raises(SearchUnavailable) as caught:
            backend.update([page(1, "changed")])
    assert not caught.value.needs_rebuild
    assert backend.search(QUERY).total == 19
    backend.update([page(1, "changed")])
    assert backend.search(QUERY).total == 18


def test_a_forked_child_searches_on_its_own(backend: WhooshBackend) -> None:
    backend.search(QUERY)
    with backend._lock:
        child = os.fork()
        if child == 0:
            os._exit(0 if backend.search(QUERY).total == 19 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert backend.search(QUERY).total == 19


def test_a_forked_child_shares_what_its_parent_has_read(
    backend: WhooshBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.search(QUERY)
    backend.prepare_to_fork()
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(whoosh_backend, "Snapshot", None)
        os._exit(0 if backend.search(QUERY).total == 19 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_child_forked_while_a_thread_searches_reads_anew(backend: WhooshBackend) -> None:
    with backend._reading():
        child = os.fork()
        if child == 0:
            os._exit(0 if backend.search(QUERY).total == 19 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert backend.search(QUERY).total == 19


def test_a_large_rebuild_is_written_in_several_segments(
    backend: WhooshBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whoosh_backend, "FULL", 5)
    assert backend.rebuild(page(number) for number in range(12)) == 12
    assert backend.count() == 12
    assert backend.search(QUERY).total == 12
    assert len({hit.page_id for hit in backend.search(QUERY).hits}) == 12
    backend.update([page(7, "lamps")], removed_page_ids=[3])
    assert set(backend.versions()) == {*range(12)} - {3}
    assert backend.count() == 11
    assert [hit.page_id for hit in backend.search(SearchQuery(text="lamps", audience="public")).hits] == [7]


def test_tidying_counts_no_document_that_is_gone(backend: WhooshBackend) -> None:
    # Six segments of six each are merged; of three only one page is left, so these six are not alike.
    for first in range(100, 160, 10):
        backend.update([page(number) for number in range(first, first + 6)])
    gone = [number for first in (100, 110, 120) for number in range(first + 1, first + 6)]
    backend.update([], removed_page_ids=gone)
    before = backend.count()
    backend.tidy()
    assert backend.count() == before


def test_a_save_waits_for_no_merge_and_tidying_merges_without_changing_an_answer(
    backend: WhooshBackend, place: Path
) -> None:
    for number in range(30, 42):
        backend.update([page(number, f"lamp posts {number}")])
    before = backend.search(SearchQuery(text="lamp posts 35", audience="public"))
    segments = len([path for path in index_files(place) if path.suffix == ".words"])
    assert segments == 13
    backend.tidy()
    after = backend.search(SearchQuery(text="lamp posts 35", audience="public"))
    assert len([path for path in index_files(place) if path.suffix == ".words"]) < segments
    assert [(hit.page_id, hit.score) for hit in after.hits] == [(hit.page_id, hit.score) for hit in before.hits]
    assert (after.total, after.facets) == (before.total, before.facets)
