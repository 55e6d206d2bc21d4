"""A word's postings as bytes: two or three for each document, and unpacked at the speed of C."""

from array import array
from collections.abc import Sequence
from itertools import accumulate
from operator import sub

_BYTE = 1 << 8
_COUNT, _PRECISE = "B", "f"
_HEADER = 2
# One document and one count, each of a byte: nothing else is as short, and most words of small segments are so.
_SINGLE = 4
_WHOLE = frozenset(map(float, range(_BYTE)))


def packed(numbers: "array[int]", counts: "array[float]") -> bytes:
    """Pack the documents that hold a word, ascending, and its weighted count in each; at least one."""
    if len(numbers) == 1 and numbers[0] < _BYTE and counts[0] in _WHOLE:
        # Four of five words of a save: nothing is to be found out about them.
        return b"BB%c%c" % (numbers[0], int(counts[0]))
    steps = [numbers[0], *map(sub, numbers[1:], numbers)]
    # Most segments are small, and no step is larger than the last number.
    largest = numbers[-1] if numbers[-1] < _BYTE else max(steps)
    width = "B" if largest < _BYTE else "H" if largest < _BYTE * _BYTE else "I"
    exact = counts.tolist()
    whole = list(map(int, exact))
    if whole == exact and max(whole) < _BYTE:
        return f"{width}{_COUNT}".encode() + array(width, steps).tobytes() + bytes(whole)
    return f"{width}{_PRECISE}".encode() + array(width, steps).tobytes() + counts.tobytes()


def unpacked(data: bytes) -> tuple[Sequence[int], Sequence[float]]:
    """Return the documents and the counts that were packed."""
    if len(data) == _SINGLE:
        return data[2:3], data[3:]
    steps, counts = array(chr(data[0])), array(chr(data[1]))
    length = (len(data) - _HEADER) // (steps.itemsize + counts.itemsize)
    middle = _HEADER + length * steps.itemsize
    steps.frombytes(data[_HEADER:middle])
    counts.frombytes(data[middle:])
    return list(accumulate(steps)), counts
