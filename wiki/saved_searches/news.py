"""What is new in a search since somebody looked: told by the index, once for all who ask the same."""

from collections.abc import Collection, Sequence
from datetime import datetime

from wiki.accounts.types import Actor
from wiki.saved_searches.queries import Unsure
from wiki.saved_searches.rules import reader_of
from wiki.saved_searches.types import AskedFor, SavedSearchId
from wiki.search.asking import understood
from wiki.search.contract import SearchBackend
from wiki.search.types import SearchHit, SearchQuery
from wiki.taxonomy.queries import load_taxonomy

MOST_COUNTED = 20


def question(asked: AskedFor, actor: Actor, *, limit: int) -> SearchQuery:
    """Return the search as its owner may ask it today, the newest first. Only members know of states."""
    reader = reader_of(actor)
    choices = {facet: values for facet, values in asked.choices.items() if facet != "state" or reader == "members"}
    return SearchQuery(
        text=asked.text, audience=reader, choices=choices, sort="newest", limit=limit, as_typed=asked.as_typed
    )


def new_since(backend: SearchBackend, asked: AskedFor, actor: Actor, looked_at: datetime) -> Sequence[SearchHit]:
    """Return what is new or changed, the newest first; at most :data:`MOST_COUNTED`. Raises ``SearchUnavailable``."""
    hits = backend.search(understood(question(asked, actor, limit=MOST_COUNTED), load_taxonomy())).hits
    return [hit for hit in hits if hit.updated_at > looked_at]


def with_news(backend: SearchBackend, unsure: Sequence[Unsure]) -> Collection[SavedSearchId]:
    """Return the searches in which something is new. Raises ``SearchUnavailable``."""
    newest: dict[str, datetime | None] = {}
    known = load_taxonomy()
    found = set()
    for each in unsure:
        asked = question(each.asked, each.owner, limit=1)
        key = repr(asked)
        if key not in newest:
            hits = backend.search(understood(asked, known)).hits
            newest[key] = hits[0].updated_at if hits else None
        last = newest[key]
        if last is not None and last > each.looked_at:
            found.add(each.id)
    return found
