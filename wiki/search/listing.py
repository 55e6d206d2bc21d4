"""Lists of pages and the counts beside them, from the tables of an index alone: no text is read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice

from wiki.pages.facets import DESCENDING, Choices, Facet, FacetCounts, Order, PairCounts
from wiki.search.bitsets import among
from wiki.search.facets import FacetTally, narrowed, narrowing_of
from wiki.search.segments import Segment
from wiki.search.types import Listing, ListQuery, Reader


def listing(segments: Sequence[Segment], query: ListQuery) -> Listing:
    """Return a piece of the list that the filters leave."""
    total, parts = 0, []
    for segment in segments:
        selected = narrowed(segment.visible(query.audience), narrowing_of(segment, query.choices))
        total += selected.bit_count()
        parts.append(_walk(segment, selected, query.order))
    places = islice(merge(*parts, reverse=query.order in DESCENDING), query.first, query.first + query.limit)
    return Listing(total=total, page_ids=tuple(page_id for _, page_id in places))


def _walk(segment: Segment, selected: int, order: Order) -> Iterator[tuple[int | str, int]]:
    if selected:
        for number in among(segment.ordered(order), selected):
            yield segment.place(order, number)


def count_facets(segments: Sequence[Segment], audience: Reader, choices: Choices) -> FacetCounts:
    """Return the counts of every facet in the list that the choices leave."""
    tally = FacetTally()
    for segment in segments:
        tally.add(segment, segment.visible(audience), narrowing_of(segment, choices))
    return tally.result()


def count_pairs(segments: Sequence[Segment], audience: Reader, facet: Facet, other: Facet) -> PairCounts:
    """Return for each value of a facet how many pages have it together with each value of another."""
    counts: dict[str, Counter[str]] = {}
    for segment in segments:
        visible = segment.visible(audience)
        for value, bits in segment.facets.get(facet, {}).items():
            for beside, more in segment.facets.get(other, {}).items():
                if count := (visible & bits & more).bit_count():
                    counts.setdefault(value, Counter())[beside] += count
    return counts
