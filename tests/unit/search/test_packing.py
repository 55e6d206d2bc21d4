"""What is packed comes out again, however many documents hold a word and however often."""

import struct
from array import array
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.search.joining import JoinedPostings
from wiki.search.packing import joined, packed, packed_once, renumbered, unpacked
from wiki.search.postings import PostingPool
from wiki.search.wordfile import Words, write_words

numbers = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=300, unique=True).map(sorted)
counts = st.one_of(st.integers(0, 300).map(float), st.floats(0, 1e6, width=32))
few = st.one_of(st.just(1.0), st.integers(0, 255).map(float), counts)
# A segment: how many documents it has, and the count of a word in some of them.
segments = st.integers(1, 70_000).flatmap(
    lambda size: st.tuples(st.just(size), st.dictionaries(st.integers(0, size - 1), few, max_size=8))
)


@given(numbers, st.data())
def test_postings_come_out_as_they_were(documents: list[int], data: st.DataObject) -> None:
    weights = data.draw(st.lists(counts, min_size=len(documents), max_size=len(documents)))
    made = packed(array("I", documents), array("f", weights))
    found, weighed = unpacked(made)
    assert (list(found), list(weighed)) == (documents, weights)
    if len(documents) == 1:
        assert packed_once(documents[0], weights[0]) == made


def test_a_common_word_takes_two_bytes_a_document() -> None:
    assert len(packed(array("I", range(1000)), array("f", [3.0] * 1000))) == 2 + 2 * 1000


def test_a_pool_gives_every_word_once_in_the_order_of_its_bytes() -> None:
    pool = PostingPool()
    pool.take("words", 0, {"über": 1.0, "zoo": 2.0})
    pool.take("stems", 0, {"b": 1.0})
    pool.take("words", 1, {"zoo": 3.0, "я": 1.0})
    given_out = [(key.decode(), unpacked(value)) for key, value in pool.iter_postings()]
    assert [key for key, _ in given_out] == ["stems:b", "words:zoo", "words:über", "words:я"]
    documents, weights = given_out[1][1]
    assert (list(documents), list(weights)) == ([0, 1], [2.0, 3.0])


def packed_of(held: dict[int, float]) -> bytes:
    return packed(array("I", sorted(held)), array("f", [held[number] for number in sorted(held)])) if held else b""


@given(st.lists(segments, min_size=1, max_size=7))
def test_what_is_joined_is_what_would_have_been_packed_at_once(made: list[tuple[int, dict[int, float]]]) -> None:
    parts, whole, start = [], {}, 0
    for size, held in made:
        if held:
            parts.append((packed_of(held), start))
        whole |= {start + number: count for number, count in held.items()}
        start += size
    if parts:
        assert joined(parts) == packed_of(whole)


@given(segments, st.data())
def test_renumbered_are_those_that_have_a_new_number(made: tuple[int, dict[int, float]], data: st.DataObject) -> None:
    size, held = made
    removed = data.draw(st.sets(st.sampled_from(sorted(held)))) if held else set()
    left = [number for number in range(min(size, 300)) if number not in removed]
    left += sorted(number for number in held if number >= 300 and number not in removed)
    moved = {number: place for place, number in enumerate(left, start=5)}
    kept = renumbered(packed_of(held), moved) if held else b""
    expected = {moved[number]: count for number, count in held.items() if number in moved}
    assert bool(kept) == bool(expected)
    if expected:
        found, weighed = unpacked(kept)
        assert dict(zip(found, weighed, strict=True)) == expected


def test_words_of_segments_come_joined_in_the_order_of_their_bytes() -> None:
    pool = JoinedPostings()
    pool.take_over([(b"words:b", packed_of({0: 1})), (b"words:zoo", packed_of({1: 300}))], 0, None)
    pool.take_over([(b"words:gone", packed_of({0: 1})), (b"words:zoo", packed_of({0: 2, 3: 4}))], 2, {3: 2})
    pool.take_over([("words:я".encode(), packed_of({0: 1})), (b"words:b", packed_of({0: 2}))], 3, None)
    given_out = {key.decode(): [list(each) for each in unpacked(value)] for key, value in pool.iter_postings()}
    assert given_out == {"words:b": [[0, 3], [1, 2]], "words:zoo": [[1, 2], [300, 4]], "words:я": [[3], [1]]}
    assert list(given_out) == sorted(given_out)


@given(st.dictionaries(st.binary(max_size=12), st.binary(max_size=40), max_size=60), st.binary(max_size=12))
def test_a_file_of_words_gives_each_its_own_and_others_nothing(words: dict[bytes, bytes], other: bytes) -> None:
    file = BytesIO()
    write_words(file, sorted(words.items()))
    read = Words(memoryview(file.getvalue()))
    assert {key: read.find(key) for key in words} == words
    assert read.find(other) == words.get(other)
    assert list(read.items()) == sorted(words.items())


@pytest.mark.parametrize("data", [b"", b"\x00" * 40, b"garbage " * 9])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, struct.error)):
        Words(memoryview(data))


@pytest.mark.parametrize("count", [1, 7, 8, 9, 16, 17, 1_000])
def test_each_of_many_words_is_found_and_none_between(count: int) -> None:
    words = {f"word{2 * number:05}".encode(): f"postings {number}".encode() for number in range(count)}
    file = BytesIO()
    write_words(file, words.items())
    read = Words(memoryview(file.getvalue()))
    assert [read.find(key) for key in words] == list(words.values())
    assert [read.size(key) for key in words] == list(map(len, words.values()))
    assert not any(read.size(f"word{2 * number + 1:05}".encode()) for number in range(-1, count))
    assert [key for key, _ in read.starting(b"word")] == list(words)
    assert list(read.starting(b"word00000")) == [(b"word00000", len(b"postings 0"))]
