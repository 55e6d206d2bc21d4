"""A backend that holds nothing: it finds nothing, and whoever wants a list must ask elsewhere.

For tests, and for reading on while search is down.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NoReturn

from wiki.pages.facets import Choices, Facet
from wiki.search.types import (
    ListQuery,
    Reader,
    SearchDocument,
    SearchQuery,
    SearchResults,
    SearchUnavailable,
    SimilarPage,
    Suggestions,
)

_NOTHING = "Nothing is indexed."


class NullBackend:
    def search(self, query: SearchQuery) -> SearchResults:  # noqa: ARG002 - the protocol's signature
        return SearchResults(total=0)

    def suggest(self, text: str, audience: Reader, limit: int) -> Suggestions:  # noqa: ARG002 - see above
        return Suggestions()

    def similar(self, page_id: int, audience: Reader, limit: int) -> tuple[SimilarPage, ...]:  # noqa: ARG002 - see above
        return ()

    def listing(self, query: ListQuery) -> NoReturn:  # noqa: ARG002 - see above
        raise SearchUnavailable(_NOTHING)

    def count_facets(self, audience: Reader, choices: Choices) -> NoReturn:  # noqa: ARG002 - see above
        raise SearchUnavailable(_NOTHING)

    def count_pairs(self, audience: Reader, facet: Facet, other: Facet) -> NoReturn:  # noqa: ARG002 - see above
        raise SearchUnavailable(_NOTHING)

    def update(self, documents: Iterable[SearchDocument], removed_page_ids: Iterable[int] = ()) -> None:
        """Forget them."""

    def tidy(self) -> None:
        """Nothing is in disorder."""

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Read the documents, as another backend would, and keep none."""
        for _ in documents:
            pass
        return 0

    def count(self) -> int:
        return 0

    def versions(self) -> Mapping[int, Mapping[str, datetime]]:
        return {}

    def size_in_bytes(self) -> int:
        return 0

    def close(self) -> None:
        """Nothing is open."""

    def prepare_to_fork(self) -> None:
        """Nothing is open."""
