"""The small parts of an index: sets, weights, when to merge, which folder is live."""

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.search.bitsets import bitset, bitset_of, members
from wiki.search.folders import GRACE_SECONDS, IndexFolders
from wiki.search.merging import ALIKE, FULL, LARGE, to_merge
from wiki.search.ranking import length_factor, pivot, rarity, saturations
from wiki.search.types import Busy


@given(st.sets(st.integers(min_value=0, max_value=2000)))
def test_a_bitset_holds_what_was_put_in(numbers: set[int]) -> None:
    assert list(members(bitset(numbers, 2001))) == sorted(numbers)


@given(st.sets(st.integers(min_value=0, max_value=300)), st.integers(min_value=301, max_value=30_000))
def test_a_bitset_is_the_same_for_many_and_for_few(numbers: set[int], size: int) -> None:
    assert bitset_of(numbers, size) == bitset(numbers, size)


def test_a_bitset_may_have_no_room() -> None:
    assert bitset_of((), 0) == 0


@given(st.integers(min_value=0, max_value=1000))
def test_a_rarer_word_weighs_more(matching: int) -> None:
    assert rarity(matching, 1000) > rarity(matching + 1, 1000 + 1) - 1 / 500
    assert rarity(1000, 1000) > 0


def test_more_and_shorter_weigh_more_with_bounds() -> None:
    short, long = length_factor(100, 300), length_factor(900, 300)
    weights = saturations([7, 8, 2, 9], [1, 1, 2, 1000], [0, 0, short, 0, 0, 0, 0, short, long, short])
    assert list(weights) == [7, 8, 2, 9]
    assert weights[8] < weights[7] < weights[2] < weights[9] < 2.2


def test_the_pivot_stays_while_pages_come_and_go() -> None:
    assert pivot(300 * 1000, 1000) == pivot(300 * 1000 + 900, 1001)
    assert pivot(0, 0) == 1.0


def test_the_smallest_alike_segments_are_merged() -> None:
    assert to_merge([500, 1, 2, 1, 3, 1]) == []
    assert to_merge([500, 1, 2, 1, 3, 1, 1]) == [1, 2, 3, 4, 5, 6]
    assert to_merge([LARGE] * ALIKE) == []


def test_a_rebuilt_index_stays_as_it_is_while_pages_are_saved_anew() -> None:
    assert to_merge([FULL - 1] * ALIKE + [1]) == []


@given(st.lists(st.integers(0, 2 * LARGE), max_size=60))
def test_merging_ends_and_never_takes_more_than_two_large_segments_at_once(sizes: list[int]) -> None:
    rounds = 0
    while places := to_merge(sizes):
        merged = [sizes[place] for place in places]
        assert len(merged) > 1
        assert sum(merged) < 2 * LARGE
        sizes = [size for place, size in enumerate(sizes) if place not in places] + [sum(merged)]
        rounds += 1
    assert rounds < 60


@pytest.fixture
def folders(tmp_path: Path) -> IndexFolders:
    return IndexFolders(tmp_path / "index", format_name="test1")


def test_a_folder_is_live_once_made_so(folders: IndexFolders) -> None:
    with folders.writing(timeout=0):
        assert folders.live() is None
        folder = folders.create()
        assert folders.live() is None
        folders.make_live(folder)
    assert folders.live() == folder


def test_an_index_of_another_format_is_none(folders: IndexFolders, tmp_path: Path) -> None:
    with folders.writing(timeout=0):
        folders.make_live(folders.create())
    assert IndexFolders(tmp_path / "index", format_name="test2").live() is None


@pytest.mark.parametrize("content", [b"", b"\xff", b"../../etc", b"test1-gone", b"/"])
def test_a_damaged_pointer_names_no_index(folders: IndexFolders, tmp_path: Path, content: bytes) -> None:
    with folders.writing(timeout=0):
        (tmp_path / "index" / "live").write_bytes(content)
    assert folders.live() is None


def test_old_folders_go_after_a_while_and_strange_ones_stay(folders: IndexFolders, tmp_path: Path) -> None:
    with folders.writing(timeout=0):
        old, live = folders.create(), folders.create()
        folders.make_live(live)
        (tmp_path / "index" / "notes").mkdir()
        folders.sweep()
        assert old.exists()
        long_ago = (tmp_path / "index" / "live").stat().st_mtime - GRACE_SECONDS - 1
        os.utime(tmp_path / "index" / "live", (long_ago, long_ago))
        folders.sweep()
    assert not old.exists()
    assert live.exists()
    assert (tmp_path / "index" / "notes").exists()


def test_threads_take_turns_at_writing(folders: IndexFolders) -> None:
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with folders.writing(timeout=0):
            holding.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    holding.wait(10)
    with pytest.raises(Busy), folders.writing(timeout=0.05):
        pytest.fail("two writers")
    done.set()
    holder.join()
    with folders.writing(timeout=0):
        pass
