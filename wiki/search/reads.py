"""What every backend does with the segments it has at hand."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from wiki.pages.facets import Choices, Facet, FacetCounts, PairCounts
from wiki.search import inventory
from wiki.search.answers import answer
from wiki.search.listing import count_facets, count_pairs, listing
from wiki.search.segments import Segment
from wiki.search.similar import similar
from wiki.search.suggesting import suggest
from wiki.search.types import Listing, ListQuery, Reader, SearchQuery, SearchResults, SimilarPage, Suggestions


class HasSegments(Protocol):
    """What an index holds at one moment."""

    @property
    def segments(self) -> Sequence[Segment]: ...


class SegmentReads:
    """The reads of a `SearchBackend`, for one that tells which segments there are."""

    def _reading(self) -> AbstractContextManager[HasSegments]:
        raise NotImplementedError

    def search(self, query: SearchQuery) -> SearchResults:
        with self._reading() as snapshot:
            return answer(snapshot.segments, query)

    def suggest(self, text: str, audience: Reader, limit: int) -> Suggestions:
        with self._reading() as snapshot:
            return suggest(snapshot.segments, text, audience, limit)

    def similar(self, page_id: int, audience: Reader, limit: int) -> tuple[SimilarPage, ...]:
        with self._reading() as snapshot:
            return similar(snapshot.segments, page_id, audience, limit)

    def listing(self, query: ListQuery) -> Listing:
        with self._reading() as snapshot:
            return listing(snapshot.segments, query)

    def count_facets(self, audience: Reader, choices: Choices) -> FacetCounts:
        with self._reading() as snapshot:
            return count_facets(snapshot.segments, audience, choices)

    def count_pairs(self, audience: Reader, facet: Facet, other: Facet) -> PairCounts:
        with self._reading() as snapshot:
            return count_pairs(snapshot.segments, audience, facet, other)

    def count(self) -> int:
        with self._reading() as snapshot:
            return inventory.count(snapshot.segments)

    def versions(self) -> Mapping[int, Mapping[str, datetime]]:
        with self._reading() as snapshot:
            return inventory.versions(snapshot.segments)
