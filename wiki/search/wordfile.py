"""The words of a segment and where they occur, in one file that is read in place: a look-up touches a few pages.

The file holds the packed postings, one after the other; the words, in the order of their bytes; where each
word ends and where its postings end, as arrays of 32 bits; and a footer that says where these begin.
"""

import struct
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from typing import BinaryIO, Final

_MAGIC = b"WRD1"
_FOOTER = struct.Struct("<4sIII")
_ENDS: Final = "I"
# Every so many words one is held in memory: a look-up goes on from it instead of from the middle of the file.
_EVERY = 8


def write_words(file: BinaryIO, words: Iterable[tuple[bytes, bytes]]) -> None:
    """Write words, in the order of their bytes, each with its packed postings."""
    keys: list[bytes] = []
    lengths: list[int] = []
    for key, value in words:
        file.write(value)
        keys.append(key)
        lengths.append(len(value))
    key_ends, value_ends = (array(_ENDS, accumulate(each)) for each in (map(len, keys), lengths))
    file.writelines((*keys, key_ends.tobytes(), value_ends.tobytes()))
    file.write(_FOOTER.pack(_MAGIC, len(keys), sum(lengths), sum(map(len, keys))))


class Words:
    """A file as `write_words` made it, given as its bytes or their mapping. Raises ``ValueError`` if it is none."""

    def __init__(self, data: memoryview) -> None:
        magic, count, values, keys = _FOOTER.unpack(data[-_FOOTER.size :])
        ends = count * array(_ENDS).itemsize
        if magic != _MAGIC or values + keys + 2 * ends + _FOOTER.size != len(data):
            raise ValueError("this is no file of words")
        self._values, self._keys = data[:values], data[values : values + keys]
        start = values + keys
        self._key_ends = data[start : start + ends].cast(_ENDS)
        self._value_ends = data[start + ends : start + 2 * ends].cast(_ENDS)
        self._count = count

    @cached_property
    def _marks(self) -> list[bytes]:
        """Every so many words one, for who looks words up: who merges reads them one after the other."""
        return [self._key(place) for place in range(0, self._count, _EVERY)]

    def find(self, key: bytes) -> bytes | None:
        """Return the packed postings of a word."""
        place = self._place(key)
        return self._value(place) if place < self._count and self._key(place) == key else None

    def size(self, key: bytes) -> int:
        """Return how many bytes the postings of a word take: more where it is common, 0 where it is not there."""
        place = self._place(key) if self._may_hold(key) else self._count
        if place == self._count or self._key(place) != key:
            return 0
        return self._value_ends[place] - (self._value_ends[place - 1] if place else 0)

    def starting(self, beginning: bytes) -> Iterator[tuple[bytes, int]]:
        """Yield every word that begins so, in order, and the size of its postings."""
        # No text of UTF-8 holds this byte, so it comes behind all of them.
        first, last = self._place(beginning), self._place(beginning + b"\xff")
        yield from zip(
            _cut(self._keys, self._key_ends, first, last), _lengths(self._value_ends, first, last), strict=True
        )

    def items(self) -> Iterator[tuple[bytes, bytes]]:
        """Return every word with its packed postings, in order."""
        keys = _cut(self._keys, self._key_ends, 0, self._count)
        return zip(keys, _cut(self._values, self._value_ends, 0, self._count), strict=True)

    def _may_hold(self, key: bytes) -> bool:
        """Tell in one look that a word is not there: of those that a slip may have made few are."""
        first = max(0, bisect_right(self._marks, key) - 1) * _EVERY
        last = min(self._count, first + _EVERY) - 1
        return last >= 0 and key in bytes(self._keys[self._key_ends[first - 1] if first else 0 : self._key_ends[last]])

    def _place(self, key: bytes) -> int:
        """Return the place of a word, or where it would stand."""
        block = bisect_left(self._marks, key)
        first, last = max(0, block - 1) * _EVERY, min(self._count, block * _EVERY)
        return bisect_left(range(self._count), key, first, last, key=self._key)

    def _key(self, place: int) -> bytes:
        return bytes(self._keys[self._key_ends[place - 1] if place else 0 : self._key_ends[place]])

    def _value(self, place: int) -> bytes:
        return bytes(self._values[self._value_ends[place - 1] if place else 0 : self._value_ends[place]])


def _cut(data: memoryview, ends: memoryview, first: int, last: int) -> list[bytes]:
    bounds = _bounds(ends, first, last)
    copy = bytes(data[bounds[0] : bounds[-1]])
    return [copy[start - bounds[0] : end - bounds[0]] for start, end in pairwise(bounds)]


def _lengths(ends: memoryview, first: int, last: int) -> Iterator[int]:
    return (end - start for start, end in pairwise(_bounds(ends, first, last)))


def _bounds(ends: memoryview, first: int, last: int) -> list[int]:
    return ends[first - 1 : last].tolist() if first else [0, *ends[:last].tolist()]
