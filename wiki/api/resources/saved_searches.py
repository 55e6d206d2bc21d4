"""The saved searches of a token's owner."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.search import TAG
from wiki.api.schemas.saved_searches import SavedSearchInput, SavedSearchList, SavedSearchOut
from wiki.core.db import transaction
from wiki.http.addresses import absolute
from wiki.saved_searches import queries, service
from wiki.saved_searches.rules import search_path
from wiki.saved_searches.types import AskedFor, SavedSearch, SavedSearchId


@operation(
    "GET",
    "/saved-searches",
    tag=TAG,
    summary="List your saved searches",
    needs="search.read_saved",
    answers={200: SavedSearchList},
)
def list_saved_searches() -> Reply:
    """Each tells whether it finds something new."""
    return Reply(document=_all())


@operation(
    "POST",
    "/saved-searches",
    tag=TAG,
    summary="Save a search",
    needs="search.save",
    body=SavedSearchInput,
    answers={201: SavedSearchOut},
)
def save_search(body: SavedSearchInput) -> Reply:
    """Its name is yours to choose, once."""
    asked = AskedFor(text=body.q, choices=body.choices, sort=body.sort, as_typed=body.as_typed)
    with transaction():
        made = service.save_search(actor(), body.name, asked)
    return Reply(document=_out(queries.get_saved(actor(), made)), status=201)


@operation(
    "POST",
    "/saved-searches/{saved}/remove",
    tag=TAG,
    summary="Remove a saved search",
    needs="search.save",
    answers={200: SavedSearchList},
    problems=(NOT_FOUND,),
)
def remove_saved_search(saved: int) -> Reply:
    """The answer lists those that are left."""
    with transaction():
        service.remove_search(actor(), SavedSearchId(saved))
    return Reply(document=_all())


def _all() -> SavedSearchList:
    return SavedSearchList(items=tuple(map(_out, queries.list_saved(actor()))))


def _out(saved: SavedSearch) -> SavedSearchOut:
    return SavedSearchOut(
        id=saved.id,
        name=saved.name,
        url=absolute(search_path(saved.asked)),
        q=saved.asked.text,
        choices=dict(saved.asked.choices),
        sort=saved.asked.sort,
        as_typed=saved.asked.as_typed,
        saved_at=saved.saved_at,
        looked_at=saved.looked_at,
        has_news=saved.has_news,
    )
