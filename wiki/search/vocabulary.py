"""The vocabulary of all texts, and which of its words a reader may know."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import reduce
from itertools import islice
from operator import or_

from wiki.search.analysis import Word, terms_of_query
from wiki.search.languages import is_cut
from wiki.search.matching import holding_all
from wiki.search.segments import Segment, TermField, expect
from wiki.search.types import Reader

ANY: AbstractSet[str] = frozenset()


class Terms:
    """The vocabulary of one field of all segments, whoever may read what holds them."""

    def __init__(self, segments: Sequence[Segment], field: TermField) -> None:
        self._segments, self._field = segments, field

    def starting(self, beginning: str) -> Iterable[tuple[str, int]]:
        found: Counter[str] = Counter()
        for segment in self._segments:
            found.update(dict(segment.source.terms(self._field, beginning)))
        return found.items()

    def commonness(self, word: str) -> int:
        return sum(segment.source.commonness(self._field, word) for segment in self._segments)


class Texts:
    """The texts that a reader may see. The two vocabularies are of all texts: nothing of them is told unasked."""

    def __init__(self, segments: Sequence[Segment], reader: Reader) -> None:
        self.written, self.stems = Terms(segments, "words"), Terms(segments, "stems")
        self._segments = [(segment, segment.visible(reader)) for segment in segments]

    def know(self, word: Word) -> bool:
        """Tell whether somebody wrote the word, in whatever form if its stem is its own."""
        return self.write(word) if is_cut(word.word) else self.hold_all([word])

    def hold_all(self, words: Sequence[Word]) -> bool:
        """Tell whether one text holds all these words, each in some form."""
        return any(holding_all(segment, words) & visible for segment, visible in self._segments)

    def write(self, word: Word, languages: AbstractSet[str] = ANY) -> bool:
        """Tell whether a text, of one of the languages if any is named, has this very form of the word."""
        return any(
            segment.exact(word.word) & visible & (_in(segment, languages) if languages else visible)
            for segment, visible in self._segments
        )

    def written_of(self, words: Sequence[str], *, most: int, languages: AbstractSet[str] = ANY) -> Iterator[Word]:
        """Yield the first words that are written so; not many more are looked for.

        A word that is written otherwise only, though of one stem, would tell what stands in a text of others.
        """
        likely = [_word(word) for word in words[: 2 * most]]
        expect([segment for segment, _ in self._segments], likely)
        return islice((word for word in likely if self.write(word, languages)), most)


def _in(segment: Segment, languages: AbstractSet[str]) -> int:
    held = segment.facets.get("language", {})
    return reduce(or_, (held.get(language, 0) for language in languages), 0)


def _word(written: str) -> Word:
    return terms_of_query(written)[0]
