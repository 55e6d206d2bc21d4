"""Postings collected in memory while documents are added: eight bytes each, where tuples need a hundred."""

from array import array
from collections.abc import Iterator, Mapping

from wiki.search.packing import packed


class PostingPool:
    """Takes words by ascending document; gives each once, with all its documents packed."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[array[int], array[float]]] = {}

    def add(self, _posting: object) -> None:
        """Refuse single postings: Whoosh asks for this, and no field of ours gives it any."""
        raise NotImplementedError

    def take(self, field: str, number: int, counts: Mapping[str, float]) -> None:
        """Take the words of a field of a document."""
        words = self._words
        for word, count in counts.items():
            key = f"{field}:{word}"
            known = words.get(key)
            if known is None:
                known = words[key] = (array("I"), array("f"))
            known[0].append(number)
            known[1].append(count)

    def iter_postings(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield the key of each word of a field and its packed postings, in the order of the keys' bytes."""
        # Text sorts as its bytes in UTF-8 do.
        for key in sorted(self._words):
            yield key.encode(), packed(*self._words[key])

    def cleanup(self) -> None:
        self._words.clear()


def key_of(field: str, word: str) -> bytes:
    """Return the key of a word of a field."""
    return f"{field}:{word}".encode()
