"""The words of a segment in blocks: so many words, in the order of their bytes, as one row holds well.

A block is fetched whole, its words apart from their postings: which words there are is asked far more often. Words
hold no line ends, which part them here.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from wiki.search.postgres.packed import pack, unpack

MOST_BYTES = 16_000
_COUNT_BYTES = 4
_STEP = 32
_NOWHERE = (0, 0)
# Behind every text of UTF-8.
_LAST = b"\xff"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """`keys` and `values` as they are stored: postings come packed. `first` is the first of the words."""

    first: bytes
    keys: bytes
    values: bytes


def blocks(words: Iterable[tuple[bytes, bytes]], *, most: int = MOST_BYTES) -> Iterator[Block]:
    """Cut words, in the order of their bytes and each with its packed postings, into blocks.

    ``most`` bounds the bytes of a block's words, and those of their postings, but for a single word.
    """
    keys: list[bytes] = []
    values: list[bytes] = []
    keys_length = values_length = 0
    for key, value in words:
        if keys and (keys_length + len(key) > most or values_length + len(value) > most):
            yield _block(keys, values)
            keys, values, keys_length, values_length = [], [], 0, 0
        keys.append(key)
        values.append(value)
        keys_length += len(key)
        values_length += len(value)
    if keys:
        yield _block(keys, values)


def _block(keys: Sequence[bytes], values: Sequence[bytes]) -> Block:
    lengths = array("I", map(len, values))
    text = b"".join((len(keys).to_bytes(_COUNT_BYTES, "little"), lengths.tobytes(), b"\n", b"\n".join(keys), b"\n"))
    return Block(first=keys[0], keys=pack(text), values=b"".join(values))


class Keys:
    """The words of a block, and where the postings of each are. Raises ``zlib.error`` and ``ValueError``."""

    def __init__(self, stored: bytes) -> None:
        lengths, self._text = _opened(stored)
        self._starts = array("I", accumulate(lengths, initial=0))
        # A look-up searches between two of these alone: a list of all words takes four times as much memory.
        keys = self._text[1:-1].split(b"\n")
        places = list(accumulate((len(key) + 1 for key in keys), initial=0))
        self._marks, self._marked = keys[::_STEP], array("I", [*places[:-1:_STEP], places[-1]])

    def __contains__(self, key: bytes) -> bool:
        return self.span(key) != _NOWHERE

    def __len__(self) -> int:
        """Tell how many bytes it takes in memory, about."""
        return 2 * len(self._text) + len(self._starts) * self._starts.itemsize

    def span(self, key: bytes) -> tuple[int, int]:
        """Return where the postings of a word begin and end; nothing lies between if the word is not there."""
        mark = bisect_right(self._marks, key) - 1
        if mark < 0:
            return _NOWHERE
        first = self._marked[mark]
        at = self._text.find(b"\n%b\n" % key, first, self._marked[mark + 1] + 1)
        if at < 0:
            return _NOWHERE
        place = mark * _STEP + self._text.count(b"\n", first, at)
        return self._starts[place], self._starts[place + 1]

    def starting(self, beginning: bytes) -> Iterator[tuple[bytes, int]]:
        """Yield every word that begins so, in order, and the size of its postings."""
        mark = max(0, bisect_left(self._marks, beginning) - 1)
        first = self._marked[mark]
        last = self._marked[bisect_right(self._marks, beginning + _LAST)]
        for place, key in enumerate(self._text[first + 1 : last].split(b"\n"), start=mark * _STEP):
            if key.startswith(beginning):
                yield key, self._starts[place + 1] - self._starts[place]


def items(stored: bytes, values: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield every word of a block with its packed postings. Raises ``zlib.error`` and ``ValueError``."""
    lengths, text = _opened(stored)
    bounds = pairwise(accumulate(lengths, initial=0))
    return zip(text[1:-1].split(b"\n"), (values[start:end] for start, end in bounds), strict=True)


def _opened(stored: bytes) -> tuple["array[int]", bytes]:
    """The lengths of a block's postings, and its words, each between two line ends."""
    data = unpack(stored)
    lengths = array("I")
    end = _COUNT_BYTES + int.from_bytes(data[:_COUNT_BYTES], "little") * lengths.itemsize
    lengths.frombytes(data[_COUNT_BYTES:end])
    return lengths, data[end:]
