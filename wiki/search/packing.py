"""A word's postings as bytes: two or three for each document, and unpacked at the speed of C."""

from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate, compress
from operator import sub

_BYTE = 1 << 8
_COUNT, _PRECISE = "B", "f"
_HEADER = 2
# One document and one count, each of a byte: nothing else is as short, and most words of small segments are so.
_SINGLE = 4
_WHOLE = frozenset(map(float, range(_BYTE)))


def packed(numbers: "array[int]", counts: "array[float]") -> bytes:
    """Pack the documents that hold a word, ascending, and its weighted count in each; at least one."""
    exact = counts.tolist()
    whole = list(map(int, exact))
    return _together(_steps(numbers), bytes(whole) if whole == exact and max(whole) < _BYTE else counts)


def packed_once(number: int, count: float) -> bytes:
    """Pack the only document that holds a word, and its weighted count there."""
    if number < _BYTE and count in _WHOLE:
        return b"BB%c%c" % (number, int(count))
    return packed(array("I", [number]), array(_PRECISE, [count]))


def unpacked(data: bytes) -> tuple[Sequence[int], Sequence[float]]:
    """Return the documents and the counts that were packed."""
    steps, counts = _apart(data)
    return list(accumulate(steps)), counts


def renumbered(data: bytes, moved: Mapping[int, int]) -> bytes:
    """Return what was packed with its documents under other numbers, in the same order, as far as they have any.

    Nothing where none of them has.
    """
    steps, counts = _apart(data)
    numbers = list(map(moved.get, accumulate(steps)))
    staying = [number for number in numbers if number is not None]
    if not staying:
        return b""
    if len(staying) < len(numbers):
        stays = [number is not None for number in numbers]
        if isinstance(counts, bytes):
            counts = bytes(compress(counts, stays))
        else:
            counts = array(_PRECISE, compress(counts, stays))
    return _together(_steps(staying), counts)


def joined(parts: Sequence[tuple[bytes, int]]) -> bytes:
    """Return as one what was packed of the same word in several segments, just as if it had been packed at once.

    They come in the order in which they follow each other, each with the number that its documents begin at now.
    """
    if len(parts) == 1:
        [(data, start)] = parts
        if not start:
            return data
        if len(data) == _SINGLE and data[2] + start < _BYTE:
            return b"BB%c%c" % (data[2] + start, data[3])
    steps: list[int] = []
    counts: list[float] = []
    last, are_whole = 0, True
    for data, start in parts:
        own, its_counts = _apart(data)
        place = len(steps)
        steps += own
        # Only the first step depends on where a segment begins.
        steps[place] += start - last
        last = start + sum(own)
        counts += its_counts
        are_whole = are_whole and isinstance(its_counts, bytes)
    return _together(steps, bytes(map(int, counts)) if are_whole else array(_PRECISE, counts))


def _steps(numbers: Sequence[int]) -> list[int]:
    return [numbers[0], *map(sub, numbers[1:], numbers)]


def _together(steps: Sequence[int], counts: "bytes | array[float]") -> bytes:
    largest = max(steps)
    width = "B" if largest < _BYTE else "H" if largest < _BYTE * _BYTE else "I"
    kind = _COUNT if isinstance(counts, bytes) else _PRECISE
    return f"{width}{kind}".encode() + array(width, steps).tobytes() + bytes(counts)


def _apart(data: bytes) -> "tuple[Sequence[int], bytes | array[float]]":
    if len(data) == _SINGLE:
        return data[2:3], data[3:]
    steps = array(chr(data[0]))
    if data[1] == ord(_COUNT):
        middle = _HEADER + (len(data) - _HEADER) // (steps.itemsize + 1) * steps.itemsize
        steps.frombytes(data[_HEADER:middle])
        return steps, data[middle:]
    counts: array[float] = array(_PRECISE)
    middle = _HEADER + (len(data) - _HEADER) // (steps.itemsize + counts.itemsize) * steps.itemsize
    steps.frombytes(data[_HEADER:middle])
    counts.frombytes(data[middle:])
    return steps, counts
