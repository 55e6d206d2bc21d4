"""Asking the search index for either channel."""

from wiki.http.context import services
from wiki.search.indexer import is_behind, sync_index
from wiki.search.types import SearchQuery, SearchResults


def search(query: SearchQuery) -> SearchResults:
    """Return what is found. Raises :class:`wiki.search.types.SearchUnavailable`."""
    backend = services().search
    if is_behind():
        # A save whose process died before it reached the index; its words must be found all the same.
        sync_index(backend)
    return backend.search(query)
