"""Practices like a page: those with its telling words, its themes and its cities."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from wiki.pages.facets import Facet
from wiki.pages.types import PageKind
from wiki.search.analysis import Word, is_unspaced
from wiki.search.bitsets import bitset, members
from wiki.search.marking import marker, occurrences
from wiki.search.nearness import READ
from wiki.search.ranking import rarity, saturations
from wiki.search.segments import Segment
from wiki.search.stored import Stored
from wiki.search.telling import Telling, telling_terms
from wiki.search.types import Reader, SimilarPage

# Beside words, which weigh some four each: where a practice is, says less of it than what it is about.
TAG_WEIGHTS: Mapping[Facet, float] = {"theme": 3.0, "city": 1.5}
MOST_WORDS, _MOST_TRIED = 2, 4
# A practice that shares less of what tells the page, a share of all its weights, is not like it.
LEAST_SHARE = 0.1
# Of words shorter than this most are told by nobody as a reason.
_SHORTEST_TOLD = 4


class _Place(NamedTuple):
    segment: int
    number: int


def similar(segments: Sequence[Segment], page_id: int, audience: Reader, limit: int) -> tuple[SimilarPage, ...]:
    """Return the practices most like a page, the likest first; none for a page that the reader may not see."""
    place = _place_of(segments, page_id, audience)
    if place is None or limit < 1:
        return ()
    stored = segments[place.segment].source.stored(place.number)
    others = [_others(segment, page_id, audience) for segment in segments]
    telling = telling_terms(segments, segments[place.segment].source.repeated(place.number), others)
    tags = _tags(segments, stored, others)
    scored = (
        (score, -segment.page_ids[number], _Place(at, number))
        for at, segment in enumerate(segments)
        for number, score in _highest(_scores(at, segment, telling, tags), limit)
    )
    least = LEAST_SHARE * (sum(each.weight for each in telling) + sum(tag.weight for tag in tags))
    best = [each for score, _, each in nlargest(limit, scored) if score >= least]
    for at, segment in enumerate(segments):
        segment.source.expect_stored(each.number for each in best if each.segment == at)
    compared = [
        (each, segments[each.segment].source.stored(each.number), _told_terms(telling, segments, each)) for each in best
    ]
    written = _written(stored, sorted({term for _, _, terms in compared for term in terms}))
    return tuple(
        SimilarPage(
            page_id=segments[each.segment].page_ids[each.number],
            themes=_shared("theme", tags, each),
            cities=_shared("city", tags, each),
            words=_both_write(terms, written, other),
        )
        for each, other, terms in compared
    )


def _place_of(segments: Sequence[Segment], page_id: int, audience: Reader) -> _Place | None:
    """Where the text is that the reader sees of a page."""
    for at, segment in enumerate(segments):
        for number in segment.numbers_of_page(page_id):
            if segment.visible(audience) >> number & 1:
                return _Place(at, number)
    return None


def _others(segment: Segment, page_id: int, audience: Reader) -> int:
    practices = segment.facets.get("kind", {}).get(PageKind.PRACTICE, 0)
    return segment.visible(audience) & practices & ~bitset(segment.numbers_of_page(page_id), segment.size)


class _Tag(NamedTuple):
    facet: Facet
    value: str
    weight: float
    held: Sequence[int]
    """For each segment the set of other practices that have it."""


def _tags(segments: Sequence[Segment], stored: Stored, others: Sequence[int]) -> list[_Tag]:
    """The themes and cities of a page; the fewer have one, the more it weighs."""
    documents = sum(bits.bit_count() for bits in others)
    found: list[_Tag] = []
    for facet, weight in TAG_WEIGHTS.items():
        for value in stored["facets"].get(facet, ()):
            held = [
                segment.facets.get(facet, {}).get(value, 0) & bits
                for segment, bits in zip(segments, others, strict=True)
            ]
            matching = sum(bits.bit_count() for bits in held)
            found.append(_Tag(facet, value, weight * rarity(matching, documents), held))
    return found


def _scores(at: int, segment: Segment, telling: Iterable[Telling], tags: Iterable[_Tag]) -> dict[int, float]:
    """What each other practice of a segment shares with the page."""
    scores: dict[int, float] = {}
    known, factors = scores.get, segment.length_factors
    for each in telling:
        weight = each.weight
        for number, gain in saturations(*each.held[at], factors).items():
            scores[number] = known(number, 0.0) + weight * gain
    for tag in tags:
        for number in members(tag.held[at]):
            scores[number] = scores.get(number, 0.0) + tag.weight
    return scores


def _highest(scores: Mapping[int, float], limit: int) -> Iterator[tuple[int, float]]:
    """The few that may be among the best of all; of equals all, for others decide between them."""
    least = min(nlargest(limit, scores.values()), default=0.0)
    return ((number, score) for number, score in scores.items() if score >= least)


def _told_terms(telling: Iterable[Telling], segments: Sequence[Segment], place: _Place) -> list[str]:
    """The terms by which a practice gains most, as far as a reader would take them for a reason."""
    gains = sorted(((_gain(each, segments[place.segment], place), each.term) for each in telling), reverse=True)
    likely = (term for gain, term in gains if gain and len(term) >= _SHORTEST_TOLD and not is_unspaced(term))
    return list(islice(likely, _MOST_TRIED))


def _both_write(terms: Sequence[str], written: Mapping[str, Sequence[str]], other: Stored) -> tuple[str, ...]:
    """The first few of the terms that both texts have: the index holds other names of a practice's tags, too."""
    there = _written(other, terms)
    # A word that begins a sentence is large in some languages only there.
    both = (
        next(filter(str.islower, written[term]), written[term][0]) for term in terms if there[term] and written[term]
    )
    return tuple(islice(dict.fromkeys(both), MOST_WORDS))


def _written(stored: Stored, terms: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """How a text writes each of some terms, as often as it does."""
    text = "\n".join((stored["title"], stored["summary"], stored["body"][:READ]))
    written: dict[str, list[str]] = {term: [] for term in terms}
    for start, end, at in occurrences(text, stored["language"], marker([Word(word=t, stems=(t,)) for t in terms])):
        written[terms[at]].append(text[start:end])
    return written


def _shared(facet: Facet, tags: Iterable[_Tag], place: _Place) -> tuple[str, ...]:
    return tuple(tag.value for tag in tags if tag.facet == facet and tag.held[place.segment] >> place.number & 1)


def _gain(each: Telling, segment: Segment, place: _Place) -> float:
    """What a practice gains by a term; 0 if it has it not."""
    numbers, counts = each.held[place.segment]
    at = bisect_left(numbers, place.number)
    if at == len(numbers) or numbers[at] != place.number:
        return 0.0
    return each.weight * saturations([place.number], [counts[at]], segment.length_factors)[place.number]
