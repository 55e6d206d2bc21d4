"""A search that finds what was just saved."""

from flask import current_app

from wiki.http.context import services
from wiki.search.indexer import is_behind, sync_index
from wiki.search.types import SearchQuery, SearchResults

_INDEXED = "wiki.indexed"


def search(query: SearchQuery) -> SearchResults:
    """Ask the index, and bring it up to date first where it is behind. Raises :class:`SearchUnavailable`."""
    _take_in_saves()
    return services().search.search(query)


def _take_in_saves() -> None:
    state = services().state()
    if current_app.extensions.get(_INDEXED) == state:
        return
    if is_behind():
        sync_index(services().search)
    else:
        current_app.extensions[_INDEXED] = state
