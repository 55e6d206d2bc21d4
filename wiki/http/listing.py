"""Lists of pages, whatever their number: which pages a list holds, and how many, is the index' to say.

It has every facet of every page at hand, where the database would have to read all pages. What is shown of a page
comes from the database. Where the index cannot answer for every save, the database is asked alone: slower, the same.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Literal, TypeVar

from wiki.accounts.types import Actor
from wiki.core.ids import PageId
from wiki.core.paging import Page
from wiki.http.context import services, taxonomy
from wiki.http.searching import is_abreast, reader_of
from wiki.pages import queries
from wiki.pages.facets import Choices, FacetCounts, Order, PairCounts
from wiki.pages.marks import chooses_marks
from wiki.pages.queries.walking import Place, Step
from wiki.pages.types import PageCard
from wiki.search.contract import SearchBackend
from wiki.search.types import Listing, ListQuery, SearchUnavailable

T = TypeVar("T")
# A person waits meanwhile, and so many cost less than counting all pages; the rest is done beside the requests.
MOST_PENDING = 10
_EVERY = 10**9


def list_pages(
    actor: Actor, choices: Choices, *, number: int = 1, size: int = 20, order: Order = "newest"
) -> Page[PageCard]:
    """Return one page of the list that the choices leave."""
    listing = _listing(actor, choices, number=number, size=size, order=order)
    if listing is None:
        return queries.list_pages(actor, choices, taxonomy(), number=number, size=size, order=order)
    cards = queries.list_cards(actor, [PageId(page_id) for page_id in listing.page_ids], taxonomy())
    return Page(items=cards, total=listing.total, number=number, size=size)


def count_pages(actor: Actor, choices: Choices) -> int:
    """Return how many pages the list that the choices leave holds."""
    listing = _listing(actor, choices, number=1, size=0, order="newest")
    return queries.count_pages(actor, choices) if listing is None else listing.total


def count_facets(actor: Actor, choices: Choices) -> FacetCounts:
    """Return the values of each facet with their counts."""
    counts = _asked(lambda index: index.count_facets(reader_of(actor), choices))
    return queries.count_facets(actor, choices) if counts is None else counts


def walk_pages(
    actor: Actor, choices: Choices, *, since: datetime | None, after: Place | None, limit: int
) -> tuple[Step, ...]:
    """Return pages, the oldest change first; see :func:`wiki.pages.queries.walk_pages`."""
    query = ListQuery(audience=reader_of(actor), choices=choices, limit=_EVERY)
    found = _asked(lambda index: index.listing(query)) if chooses_marks(choices) else None
    among = found.page_ids if found else None
    return queries.walk_pages(actor, choices, taxonomy(), since=since, after=after, limit=limit, among=among)


def list_steps(actor: Actor, choices: Choices, *, number: int, size: int, order: Order) -> Page[Step]:
    """Return one page of the list that the choices leave, and when the reader could first read each."""
    found = list_pages(actor, choices, number=number, size=size, order=order)
    ids = [card.id for card in found.items]
    steps = {step.card.id: step for step in queries.walk_pages(actor, {}, taxonomy(), limit=size, among=ids)}
    items = [steps[page_id] for page_id in ids if page_id in steps]
    return Page(items=items, total=found.total, number=number, size=size)


def count_by_kind(actor: Actor, facet: Literal["theme", "city"]) -> PairCounts:
    """Return how many pages of each kind every theme (or city) has: ``{slug: {kind: count}}``."""
    counts = _asked(lambda index: index.count_pairs(reader_of(actor), facet, "kind"))
    return queries.count_by_kind(actor, facet) if counts is None else counts


def _listing(actor: Actor, choices: Choices, *, number: int, size: int, order: Order) -> Listing | None:
    query = ListQuery(audience=reader_of(actor), choices=choices, order=order, first=(number - 1) * size, limit=size)
    return _asked(lambda index: index.listing(query))


def _asked(question: Callable[[SearchBackend], T]) -> T | None:
    """Ask the index; None where it does not know of every save, or is away."""
    try:
        return question(services().search) if is_abreast(MOST_PENDING) else None
    except SearchUnavailable:
        return None
