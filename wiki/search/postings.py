"""Postings collected in memory while documents are added: eight bytes each, where tuples need a hundred."""

from array import array
from collections.abc import Iterator, Mapping, Sequence

from wiki.search.packing import packed

Posting = tuple[str, bytes, int, float, bytes]
"""As Whoosh takes them: field, term, document number and weight (unused both), payload."""


class PostingPool:
    """Takes words by ascending document; gives one posting a word, with all its documents packed in it."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, tuple[array[int], array[float]]]] = {}

    def add(self, _posting: Posting) -> None:
        """Refuse single postings: Whoosh asks for this, and no field of ours gives it any."""
        raise NotImplementedError

    def take(self, field: str, number: int, counts: Mapping[str, float]) -> None:
        """Take the words of a field of a document."""
        words = self._fields.setdefault(field, {})
        for word, count in counts.items():
            known = words.get(word)
            if known is None:
                known = words[word] = (array("I"), array("f"))
            known[0].append(number)
            known[1].append(count)

    def take_over(self, field: str, word: str, numbers: Sequence[int], counts: Sequence[float]) -> None:
        """Take a word with all the documents that hold it."""
        known = self._fields.setdefault(field, {}).setdefault(word, (array("I"), array("f")))
        known[0].extend(numbers)
        known[1].extend(map(float, counts))

    def iter_postings(self) -> Iterator[Posting]:
        # Text sorts as its bytes in UTF-8 do, which is the order Whoosh wants.
        for field, words in sorted(self._fields.items()):
            for word in sorted(words):
                yield field, word.encode(), 0, 1.0, packed(*words[word])

    def cleanup(self) -> None:
        self._fields.clear()
