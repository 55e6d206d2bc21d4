"""Lists of pages whose facets combine and live in the address."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.clock import now
from wiki.core.paging import page_number
from wiki.http import listing
from wiki.meetings.queries import list_coming
from wiki.pages import queries
from wiki.pages.facets import PRACTICE_ORDERS, Choices, Order
from wiki.pages.types import PageCard, PageKind
from wiki.web import past
from wiki.web.cards import cards_of
from wiki.web.chosen import MOST, chosen_here
from wiki.web.context import actor, taxonomy
from wiki.web.facets import chosen, chosen_options, offered_orders, page_address, panels, scope_of, without_facets
from wiki.web.offering import list_downloads

bp = Blueprint("lists", __name__)
_MOST_COMING = 6


@bp.get("/practices")
def practices() -> ResponseReturnValue:
    """List the practices of today or, with ``as_of``, the editions of a day."""
    if request.args.get("as_of"):
        return past.show(request.args["as_of"], chosen_order(PageKind.PRACTICE))
    return _list(PageKind.PRACTICE, gettext("Practices"), section="practices")


@bp.get("/news")
def news() -> ResponseReturnValue:
    return _list(PageKind.NEWS, gettext("News"), section="news")


@bp.get("/meetings")
def meetings() -> ResponseReturnValue:
    return _list(PageKind.MEETING, gettext("Meetings"), section="meetings")


@bp.get("/pages")
def all_pages() -> ResponseReturnValue:
    return _list(None, gettext("All pages"), section="")


def _list(kind: PageKind | None, title: str, *, section: str) -> ResponseReturnValue:
    choices, order = chosen_pages(kind), chosen_order(kind)
    found = listing.list_pages(actor(), choices, number=page_number(request.args.get("page")), order=order)
    counts = listing.count_facets(actor(), choices)
    coming = _coming(choices) if kind is PageKind.MEETING and found.number == 1 else []
    compared = chosen_here() if kind is PageKind.PRACTICE else []
    facets = panels(counts, taxonomy(), total=found.total, hidden=("kind",) if kind else ())
    return render_template(
        "lists/list.html",
        title=title,
        section=section,
        kind=kind,
        found=found,
        cards=cards_of(found.items),
        facets=facets,
        chosen=chosen_options(facets),
        scope=scope_of(choices),
        clear_href=without_facets(),
        page_address=page_address,
        orders=offered_orders(_orders(kind), order),
        downloads=list_downloads(found.total),
        picked=[practice.card.slug for practice in compared] if kind is PageKind.PRACTICE else None,
        coming=cards_of(coming),
        compared=[practice.card for practice in compared],
        most_compared=MOST,
    )


def _coming(choices: Choices) -> Sequence[PageCard]:
    """Return the meetings that are not over, the next one first."""
    ids = list_coming(actor(), choices, now().date(), limit=_MOST_COMING)
    return queries.list_cards(actor(), ids, taxonomy())


def chosen_order(kind: PageKind | None) -> Order:
    """Return the order the address asks for, or the first one of the list."""
    orders = _orders(kind)
    return next((order for order in orders if order == request.args.get("sort")), orders[0])


def _orders(kind: PageKind | None) -> Sequence[Order]:
    """Return the orders of a list; only practices have ranks."""
    orders: Sequence[Order] = ("newest", "oldest", "title") if kind else ("title", "newest", "oldest")
    return (*orders, *PRACTICE_ORDERS) if kind is PageKind.PRACTICE else orders


def chosen_pages(kind: PageKind | None) -> Choices:
    """Return what the address narrows a list of a kind to."""
    return {**chosen(), "kind": (kind,)} if kind else chosen()
