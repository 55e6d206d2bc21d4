"""Postings collected in memory while documents are added: eight bytes each, where tuples need a hundred."""

from array import array
from collections.abc import Iterator

Posting = tuple[str, bytes, int, float, bytes]
"""Field, term, document number, weighted count, payload (unused)."""


class PostingPool:
    """Takes a term's postings by ascending document, gives all of them sorted by field and term."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, bytes], tuple[array[int], array[float]]] = {}

    def add(self, posting: Posting) -> None:
        field, term, number, count, _ = posting
        if (known := self._terms.get((field, term))) is None:
            known = self._terms[field, term] = (array("I"), array("f"))
        known[0].append(number)
        known[1].append(count)

    def iter_postings(self) -> Iterator[Posting]:
        for field, term in sorted(self._terms):
            for number, count in zip(*self._terms[field, term], strict=True):
                yield field, term, number, count, b""

    def cleanup(self) -> None:
        self._terms.clear()
