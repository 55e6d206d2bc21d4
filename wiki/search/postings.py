"""Postings collected in memory while documents are added: eight bytes each, where tuples need a hundred."""

from array import array
from collections.abc import Iterator, Mapping

from wiki.search.packing import packed, packed_once


class PostingPool:
    """Takes words by ascending document; gives each once, with all its documents packed."""

    def __init__(self) -> None:
        # Most words stand in one document: these take a third of the time and memory.
        self._once: dict[str, tuple[int, float]] = {}
        self._often: dict[str, tuple[array[int], array[float]]] = {}

    def add(self, _posting: object) -> None:
        """Refuse single postings: Whoosh asks for this, and no field of ours gives it any."""
        raise NotImplementedError

    def take(self, field: str, number: int, counts: Mapping[str, float]) -> None:
        """Take the words of a field of a document."""
        once, often = self._once, self._often
        for word, count in counts.items():
            key = f"{field}:{word}"
            known = often.get(key)
            if known is None:
                first = once.pop(key, None)
                if first is None:
                    once[key] = number, count
                    continue
                known = often[key] = array("I", first[:1]), array("f", first[1:])
            known[0].append(number)
            known[1].append(count)

    def iter_postings(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield the key of each word of a field and its packed postings, in the order of the keys' bytes."""
        once, often = self._once, self._often
        # Text sorts as its bytes in UTF-8 do.
        for key in sorted([*once, *often]):
            yield key.encode(), packed_once(*once[key]) if key in once else packed(*often[key])

    def cleanup(self) -> None:
        self._once.clear()
        self._often.clear()


def key_of(field: str, word: str) -> bytes:
    """Return the key of a word of a field."""
    return f"{field}:{word}".encode()
