"""A search that finds what was just saved."""

from flask import current_app

from wiki.accounts.types import Actor
from wiki.http.context import services, taxonomy
from wiki.pages.queries import reads_drafts
from wiki.search.asking import understood
from wiki.search.indexer import catch_up, is_behind, sync_index
from wiki.search.types import Reader, SearchQuery, SearchResults

_INDEXED = "wiki.indexed"


def reader_of(actor: Actor) -> Reader:
    """Return as whom the index knows somebody."""
    return "members" if reads_drafts(actor) else "public"


def search(query: SearchQuery) -> SearchResults:
    """Ask the index, and bring it up to date first where it is behind. Raises :class:`SearchUnavailable`."""
    if not _is_known_to_be_abreast():
        sync_index(services().search)
    return services().search.search(understood(query, taxonomy()))


def is_abreast(most: int) -> bool:
    """Tell whether the index has every save, if need be after so many that it still lacked were brought in."""
    return _is_known_to_be_abreast() or catch_up(services().search, most)


def _is_known_to_be_abreast() -> bool:
    state = services().state()
    if current_app.extensions.get(_INDEXED) == state:
        return True
    if is_behind():
        return False
    current_app.extensions[_INDEXED] = state
    return True
