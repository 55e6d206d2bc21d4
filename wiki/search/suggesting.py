"""What a reader may be about to type: pages by the beginnings of their titles' words, themes and cities by any name."""

from collections.abc import Iterator, Sequence
from functools import reduce
from heapq import merge, nlargest
from itertools import islice
from operator import and_, or_
from typing import TypeVar

from wiki.search.analysis import words_of
from wiki.search.bitsets import among, members
from wiki.search.segments import Segment
from wiki.search.spelling import Vocabulary, near_words
from wiki.search.titlewords import TitleWords
from wiki.search.types import Reader, SuggestedPage, Suggestions
from wiki.taxonomy.types import City, Theme

# Nobody types more of a title than this; a longer text is a question.
LONGEST_TYPED, MOST_WORDS = 120, 10
# Shorter beginnings have too many neighbours.
_SHORTEST_MENDED = 4
# So many are put in order at once; more are looked through from the newest on.
_FEW = 500

_Tag = TypeVar("_Tag", bound=Theme | City)
# For each word that was typed, the beginnings that stand for it.
_Meant = Sequence[frozenset[str]]


def suggest(segments: Sequence[Segment], text: str, reader: Reader, limit: int) -> Suggestions:
    """Return pages as `SearchBackend.suggest` tells."""
    words = typed(text)
    visible = [segment.visible(reader) for segment in segments]
    found = _matching([segment.title_words for segment in segments], words, visible)
    if not any(found):
        return Suggestions()
    begun = [segment.title_words.titled(" ".join(words)) for segment in segments]
    practices = [segment.facets.get("kind", {}).get("practice", 0) for segment in segments]
    return Suggestions(
        practices=_best(segments, [one & two for one, two in zip(found, practices, strict=True)], begun, limit),
        pages=_best(segments, [one & ~two for one, two in zip(found, practices, strict=True)], begun, limit),
    )


def suggest_tags(tags: Sequence[_Tag], text: str, limit: int) -> tuple[_Tag, ...]:
    """Return the themes or cities with such a name, those whose name begins with the text first."""
    words = typed(text)
    names: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        for name in tag.names:
            names.setdefault(" ".join(words_of(name)), []).append(number)
    table = TitleWords(names, len(tags))
    found = _matching([table], words, [(1 << len(tags)) - 1])[0]
    first = table.titled(" ".join(words)) & found
    return tuple(tags[number] for number in islice((*members(first), *members(found & ~first)), limit))


def typed(text: str) -> tuple[str, ...]:
    """Return the words of what was typed, folded; none if it is no beginning of a title."""
    words = words_of(text) if len(text) <= LONGEST_TYPED else ()
    return words if len(words) <= MOST_WORDS else ()


def _matching(tables: Sequence[TitleWords], words: Sequence[str], visible: Sequence[int]) -> list[int]:
    """For each table what has all words; where nothing has, a slip is forgiven in those that nothing has."""
    if not words:
        return [0] * len(tables)
    found = _holding(tables, [frozenset({word}) for word in words], visible)
    if any(found):
        return found
    return _holding(tables, [_meant(tables, word, visible) for word in words], visible)


def _holding(tables: Sequence[TitleWords], meant: _Meant, visible: Sequence[int]) -> list[int]:
    return [
        reduce(and_, (reduce(or_, map(table.beginning, ways), 0) for ways in meant), seen)
        for table, seen in zip(tables, visible, strict=True)
    ]


def _meant(tables: Sequence[TitleWords], word: str, visible: Sequence[int]) -> frozenset[str]:
    if len(word) < _SHORTEST_MENDED or any(_holding(tables, [frozenset({word})], visible)):
        return frozenset({word})
    return frozenset(near for table in tables for near, _ in near_words(word, _Beginnings(table, len(word))))


class _Beginnings:
    """The beginnings of words about as long as a word: it may be unfinished and have a slip, too."""

    def __init__(self, words: Vocabulary, length: int) -> None:
        self._words, self._lengths = words, (length - 1, length, length + 1)

    def starting(self, beginning: str) -> Iterator[tuple[str, int]]:
        # A dictionary, not a set: the order is the same each time.
        yield from dict.fromkeys(
            (word[:length], common) for word, common in self._words.starting(beginning) for length in self._lengths
        )

    def commonness(self, word: str) -> int:
        return sum(common for _, common in self._words.starting(word))


def _best(
    segments: Sequence[Segment], found: Sequence[int], begun: Sequence[int], limit: int
) -> tuple[SuggestedPage, ...]:
    """The pages whose title begins with all that was typed, then the others, the newest first."""
    first = _newest(segments, [one & two for one, two in zip(found, begun, strict=True)], limit)
    rest = limit - len(first)
    if rest:
        first += _newest(segments, [one & ~two for one, two in zip(found, begun, strict=True)], rest)
    return tuple(_page(segments[place], number) for place, number in first)


def _newest(segments: Sequence[Segment], chosen: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """The place of the segment and the number in it of each document."""
    walks = [_walk(segments[place], place, bits, limit) for place, bits in enumerate(chosen) if bits]
    return [(place, number) for _, place, number in islice(merge(*walks, reverse=True), limit)]


def _walk(segment: Segment, place: int, bits: int, limit: int) -> Iterator[tuple[tuple[int | str, int], int, int]]:
    numbers = (
        nlargest(limit, members(bits), key=lambda number: segment.place("newest", number))
        if bits.bit_count() <= _FEW
        else among(segment.ordered("newest"), bits)
    )
    for number in numbers:
        yield segment.place("newest", number), place, number


def _page(segment: Segment, number: int) -> SuggestedPage:
    stored = segment.source.stored(number)
    kind = next(iter(stored["facets"].get("kind", ())), "")
    return SuggestedPage(
        page_id=stored["page_id"],
        slug=stored["slug"],
        title=stored["title"],
        kind=kind,
        language=stored["language"],
    )
