"""Choices within the facets of a result, and the counts beside every choice."""

from collections import Counter
from collections.abc import Mapping
from functools import reduce
from operator import and_, or_

from wiki.pages.facets import FACETS, Choices, Facet, FacetCounts, commonest_first
from wiki.search.segments import Segment

Narrowing = Mapping[Facet, int]


def narrowing_of(segment: Segment, choices: Choices) -> Narrowing:
    """For each facet with a choice, the documents that have one of its chosen values."""
    return {
        facet: reduce(or_, (segment.facets.get(facet, {}).get(value, 0) for value in values))
        for facet, values in choices.items()
        if values
    }


def narrowed(matching: int, narrowing: Narrowing, *, but: Facet | None = None) -> int:
    """The matching documents that satisfy every facet's choice, save one facet's."""
    return reduce(and_, (bits for facet, bits in narrowing.items() if facet != but), matching)


class FacetTally:
    """Adds up, segment by segment, how many results each value would leave."""

    def __init__(self) -> None:
        self._counts: dict[Facet, Counter[str]] = {facet: Counter() for facet in FACETS}

    def add(self, segment: Segment, matching: int, narrowing: Narrowing) -> None:
        for facet, counts in self._counts.items():
            open_to_choice = narrowed(matching, narrowing, but=facet)
            for value, bits in segment.facets.get(facet, {}).items():
                if count := (bits & open_to_choice).bit_count():
                    counts[value] += count

    def result(self) -> FacetCounts:
        return {facet: commonest_first(counts) for facet, counts in self._counts.items()}
