"""One immutable part of an index, with the tables over its documents that make searching quick.

Documents are numbered from 0 within a segment. Sets of them are bitsets.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import Literal, Protocol

from wiki.pages.facets import DESCENDING, Facet, Order, is_rank
from wiki.search.analysis import Word
from wiki.search.bitsets import bitset, bitset_of, members
from wiki.search.ranking import EXACT_WEIGHT, TITLE_WEIGHT, length_factor, pivot, saturations
from wiki.search.rows import Row, Tables
from wiki.search.stored import Repeated, Stored
from wiki.search.titlewords import TitleWords
from wiki.search.types import Reader

TermField = Literal["stems", "words", "titles"]
TERM_FIELDS: tuple[TermField, ...] = ("stems", "words", "titles")
_STEMMED: tuple[TermField, ...] = ("stems", "titles")
_WRITTEN: tuple[TermField, ...] = ("words",)
# Of more pages than these the documents are found sooner by one walk through all.
_FEW_PAGES = 8

# Postings kept decoded in memory, a segment: at eight bytes each.
MOST_CACHED = 500_000


class Source(Protocol):
    """Where a segment reads what it does not keep."""

    def rows(self) -> Iterable[Row]: ...

    def postings(self, field: TermField, term: str) -> tuple[Sequence[int], Sequence[float]]:
        """The documents that hold the term, ascending, and the weighted count in each."""
        ...

    def terms(self, field: TermField, beginning: str) -> Iterable[tuple[str, int]]:
        """Every term that begins so, with a number that is larger the more documents hold it."""
        ...

    def commonness(self, field: TermField, term: str) -> int:
        """That number of one term; 0 if no document holds it."""
        ...

    def sequences(self, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Of each of these documents every word in order, see `DocumentTerms`."""
        ...

    def stored(self, number: int) -> Stored: ...

    def repeated(self, number: int) -> Repeated: ...

    def expect(self, terms: Iterable[tuple[TermField, str]]) -> None:
        """The postings of these are asked for next: a source that is far away then fetches them together."""
        ...

    def expect_commonness(self, terms: Iterable[tuple[TermField, str]]) -> None:
        """How common these are is asked next, as above; of some of them the postings, too."""
        ...

    def expect_stored(self, numbers: Iterable[int]) -> None:
        """What is stored of these is asked for next, as above."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Matches:
    """The documents in which a word occurs, what each gains by it before rarity, and those titled with it."""

    numbers: "array[int]"
    weights: "array[float]"
    all: int
    titled: int


class Segment:
    """Not safe between threads: whoever shares one guards it."""

    def __init__(self, source: Source) -> None:
        tables = Tables(source.rows())
        self.source = source
        self.page_ids, self.updated, self._days = tables.page_ids, tables.updated, tables.days
        self._first_page, self._last_page = min(self.page_ids, default=0), max(self.page_ids, default=-1)
        self.ranks = tables.ranks
        # Of practices alone: by what their weight is multiplied.
        self.lifts = tables.lifts
        self.lengths, self.title_lengths = tables.lengths, tables.title_lengths
        self._total_lengths = sum(self.lengths), sum(self.title_lengths)
        self.size = len(self.page_ids)
        self._titles, self.titles = tables.first_titles, tables.titles
        self.facets: dict[Facet, dict[str, int]] = {
            facet: {value: bitset(numbers, self.size) for value, numbers in found.items()}
            for facet, found in tables.facets.items()
        }
        self.live = self.everything = (1 << self.size) - 1
        # Of most segments no save removes anything.
        self._live_lengths = self.live, self._total_lengths
        self._audiences = {name: bitset(numbers, self.size) for name, numbers in tables.audiences.items()}
        self._pivots = (0.0, 0.0)
        self._orders: dict[Order, array[int]] = {}
        self._forget()

    def visible(self, reader: Reader) -> int:
        return self.live & (self._audiences.get("all", 0) | self._audiences.get(reader, 0))

    def numbers_of(self, page_ids: AbstractSet[int]) -> list[int]:
        if len(page_ids) <= _FEW_PAGES:
            return sorted(number for page_id in page_ids for number in self.numbers_of_page(page_id))
        return [number for number, page_id in enumerate(self.page_ids) if page_id in page_ids]

    @cached_property
    def title_words(self) -> TitleWords:
        """The words of the normalised titles; put in order once, when somebody types."""
        return TitleWords(self.titles, self.size)

    def numbers_of_page(self, page_id: int) -> list[int]:
        """The documents of a page, found without a look at each of the others."""
        if not self._first_page <= page_id <= self._last_page:
            return []
        numbers, start = [], 0
        for _ in range(self.page_ids.count(page_id)):
            numbers.append(self.page_ids.index(page_id, start))
            start = numbers[-1] + 1
        return numbers

    def visible_titles(self, reader: Reader) -> list[str]:
        """The normalised titles that this reader may know of."""
        seen = frozenset(members(self.visible(reader)))
        return [title for title, numbers in self.titles.items() if not seen.isdisjoint(numbers)]

    def titled(self, title: str, reader: Reader) -> Iterable[int]:
        """The documents with this normalised title that the reader may see."""
        return members(self.visible(reader) & bitset(self.titles.get(title, ()), self.size))

    def place(self, order: Order, number: int) -> tuple[int | str, int]:
        """What a document is ordered by in a list."""
        if order == "title":
            return self._titles[number], self.page_ids[number]
        table = self.ranks[order] if is_rank(order) else self._days
        return table[number], self.page_ids[number]

    def ordered(self, order: Order) -> "array[int]":
        """All documents in the order of a list; sorted once, when somebody asks for it."""
        if (known := self._orders.get(order)) is None:
            numbers = sorted(range(self.size), key=partial(self.place, order), reverse=order in DESCENDING)
            known = self._orders[order] = array("I", numbers)
        return known

    def live_lengths(self) -> tuple[int, int]:
        """The sums of the lengths of text and title, without what was removed and waits to be merged away."""
        known_for, lengths = self._live_lengths
        if known_for != self.live:
            length, title_length = self._total_lengths
            for number in members(self.everything & ~self.live):
                length -= self.lengths[number]
                title_length -= self.title_lengths[number]
            lengths = length, title_length
            self._live_lengths = self.live, lengths
        return lengths

    def tune(self, length: float, title_length: float) -> None:
        """Set the lengths of text and title at which a count neither gains nor loses."""
        if self._pivots == (length, title_length):
            return
        self._pivots = (length, title_length)
        self.length_factors = array("f", (length_factor(each, length) for each in self.lengths))
        self._title_factors = array("f", (length_factor(each, title_length) for each in self.title_lengths))
        self._forget()

    def expect(self, words: Iterable[Word]) -> None:
        """Matches of these words are asked for next."""
        self.source.expect(
            (field, term)
            for word in words
            if word not in self._matches
            for terms, fields in ((word.stems, _STEMMED), ((word.word,), _WRITTEN))
            for term in terms
            for field in fields
        )

    def matches(self, word: Word) -> Matches:
        """Where a word of a question occurs under any of its stems; of several the best one counts."""
        if (known := self._matches.get(word)) is None:
            known = self._matches[word] = self._look_up(word)
            self._cached += len(known.numbers)
            if self._cached > MOST_CACHED:
                self._forget()
        return known

    def exact(self, word: str) -> int:
        """The documents that hold the folded word itself."""
        if (known := self._exact.get(word)) is None:
            numbers, _ = self.source.postings("words", word)
            known = self._exact[word] = bitset(numbers, self.size)
            self._cached += self.size >> 6
        return known

    def _forget(self) -> None:
        self._matches: dict[Word, Matches] = {}
        self._exact: dict[str, int] = {}
        self._cached = 0

    def _look_up(self, word: Word) -> Matches:
        best: dict[int, float] = {}
        titled = 0
        exact = self.source.postings("words", word.word)
        own: Sequence[float] = ()
        for stem in word.stems:
            held = self.source.postings("stems", stem)
            gains = saturations(*held, self.length_factors)
            if not best and held == exact:
                own = list(gains.values())
            in_titles = saturations(*self.source.postings("titles", stem), self._title_factors)
            for number, gain in in_titles.items():
                gains[number] = gains.get(number, 0.0) + TITLE_WEIGHT * gain
            titled |= bitset_of(in_titles, self.size)
            if best:
                best |= {number: gain for number, gain in gains.items() if gain > best.get(number, 0.0)}
            else:
                best = gains
        if own:
            # A name, a pair of characters, whatever stands in one form alone: its documents are its stem's, and first.
            weights = array("f", [gain + EXACT_WEIGHT * each for gain, each in zip(best.values(), own, strict=False)])
            weights.extend(islice(best.values(), len(own), None))
        else:
            for number, gain in saturations(*exact, self.length_factors).items():
                best[number] = best.get(number, 0.0) + EXACT_WEIGHT * gain
            weights = array("f", best.values())
        return Matches(
            numbers=array("I", best),
            weights=weights,
            all=bitset_of(best, self.size),
            titled=titled,
        )


def expect(segments: Iterable[Segment], words: Sequence[Word]) -> None:
    """Tell all segments which words are looked up next."""
    for segment in segments:
        segment.expect(words)


def tune(segments: Sequence[Segment]) -> None:
    """Weigh counts in all segments by the average lengths of them all."""
    documents = sum(segment.live.bit_count() for segment in segments)
    lengths = [segment.live_lengths() for segment in segments]
    text, title = (pivot(sum(each[place] for each in lengths), documents) for place in (0, 1))
    for segment in segments:
        segment.tune(text, title)


def numbers_through(segments: Sequence[Segment], page_ids: AbstractSet[int]) -> list[int]:
    """The documents of these pages, numbered through all the segments."""
    numbers: list[int] = []
    first = 0
    for segment in segments:
        numbers += (first + number for number in segment.numbers_of(page_ids))
        first += segment.size
    return numbers
