"""A word's postings as bytes: two or three for each document, and unpacked at the speed of C."""

from array import array
from collections.abc import Sequence
from itertools import accumulate
from operator import sub

_WIDTHS = ("B", "H", "I")
_COUNT, _PRECISE = "B", "f"
_HEADER = 2


def packed(numbers: "array[int]", counts: "array[float]") -> bytes:
    """Pack the documents that hold a word, ascending, and its weighted count in each; at least one."""
    steps = [numbers[0], *map(sub, numbers[1:], numbers)]
    width = next(width for width in _WIDTHS if max(steps) < 1 << (8 * array(width).itemsize))
    whole = [int(count) for count in counts]
    small = max(whole) < 1 << 8 and whole == counts.tolist()
    kept: array[int] | array[float] = array(_COUNT, whole) if small else counts
    return f"{width}{kept.typecode}".encode() + array(width, steps).tobytes() + kept.tobytes()


def unpacked(data: bytes) -> tuple[Sequence[int], Sequence[float]]:
    """Return the documents and the counts that were packed."""
    steps, counts = array(chr(data[0])), array(chr(data[1]))
    length = (len(data) - _HEADER) // (steps.itemsize + counts.itemsize)
    middle = _HEADER + length * steps.itemsize
    steps.frombytes(data[_HEADER:middle])
    counts.frombytes(data[middle:])
    return list(accumulate(steps)), counts
