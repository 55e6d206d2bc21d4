"""Lists of pages whose facets combine and live in the address."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.paging import page_number
from wiki.pages import queries
from wiki.pages.queries.listing import Sort
from wiki.pages.types import PageKind
from wiki.web.context import actor, taxonomy
from wiki.web.facets import (
    NAMES,
    STATE,
    WAITING,
    FacetPanel,
    chosen_options,
    chosen_values,
    page_address,
    panels,
    waiting_panel,
    without_facets,
)
from wiki.web.offering import list_downloads
from wiki.web.presenting import card

bp = Blueprint("lists", __name__)
_SORTS: dict[str, Sort] = {"newest": "newest", "oldest": "oldest", "title": "title"}


@bp.get("/practices")
def practices() -> ResponseReturnValue:
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
    selection, sort = chosen_selection(kind), chosen_sort(kind)
    found = queries.list_pages(actor(), selection, taxonomy(), number=page_number(request.args.get("page")), sort=sort)
    facets = _facets(selection, hidden=("kind",) if kind else ())
    return render_template(
        "lists/list.html",
        title=title,
        section=section,
        kind=kind,
        found=found,
        cards=[card(item) for item in found.items],
        facets=facets,
        chosen=chosen_options(facets),
        clear_href=without_facets(),
        page_address=page_address,
        sort=sort,
        downloads=list_downloads(found.total),
    )


def chosen_sort(kind: PageKind | None) -> Sort:
    """Return the order the address asks for."""
    return _SORTS.get(request.args.get("sort", ""), "newest" if kind else "title")


def chosen_selection(kind: PageKind | None) -> queries.Selection:
    """Return what the address narrows a list of a kind to."""
    chosen: dict[str, Any] = {name: chosen_values(name) for name in NAMES}
    if kind is not None:
        chosen["kind"] = (kind.value,)
    waiting = queries.reads_drafts(actor()) and WAITING in chosen_values(STATE)
    return queries.Selection(**chosen, waiting=waiting)


def _facets(selection: queries.Selection, *, hidden: Sequence[str]) -> list[FacetPanel]:
    facets = panels(queries.count_facets(actor(), selection), taxonomy(), hidden=hidden)
    if not queries.reads_drafts(actor()):
        return facets
    waiting = queries.count_pages(actor(), replace(selection, waiting=True))
    return [waiting_panel(waiting), *facets] if waiting or selection.waiting else facets
