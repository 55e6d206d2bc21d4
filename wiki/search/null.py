"""A backend that finds nothing and never fails: for tests, and for reading on while search is down."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from wiki.search.types import SearchDocument, SearchQuery, SearchResults


class NullBackend:
    def search(self, query: SearchQuery) -> SearchResults:  # noqa: ARG002 - the protocol's signature
        return SearchResults(total=0)

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

    def close(self) -> None:
        """Nothing is open."""
