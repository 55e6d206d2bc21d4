"""The search page. Any input gets an answer; while the index is away, the page says so and the wiki goes on."""

from collections.abc import Sequence

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wiki.core.ids import PageId
from wiki.core.paging import page_number
from wiki.core.slugs import slugify
from wiki.http.addresses import with_query
from wiki.http.searching import reader_of, search
from wiki.pages import queries
from wiki.pages.facets import PRACTICE_ORDERS
from wiki.pages.types import PageKind
from wiki.saved_searches.rules import NAME_MAX
from wiki.saved_searches.types import AskedFor
from wiki.search.operators import taken_apart
from wiki.search.types import SearchQuery, SearchResults, SearchUnavailable, Sort
from wiki.web.asked import asked_for, asked_here
from wiki.web.context import actor, services, taxonomy
from wiki.web.empty import is_miss, lead_on
from wiki.web.facets import (
    as_typed,
    asking,
    chosen_options,
    label,
    narrowed,
    offered_orders,
    page_address,
    panels,
    same_choice,
    scope_of,
    without_facets,
)
from wiki.web.hits import shown_hits
from wiki.web.offering import list_downloads
from wiki.web.saved_searches import words_for
from wiki.web.search_feed import feed_of_search

bp = Blueprint("search", __name__)
_PAGE_SIZE = 20


@bp.get("/search")
def results() -> ResponseReturnValue:
    text, choices = taken_apart(asked_for(), taxonomy())
    if choices:
        # What was chosen in words is a chip from now on, and part of an address that can be sent.
        return redirect(narrowed(text, choices), 303)
    asked = asked_here()
    found = _found(asked)
    if found and is_miss(asked, found):
        services().note_miss(text)
    best = found.hits[0] if found and found.hits else None
    # The index may still hold a page that is gone by now.
    if "go" in request.args and best and best.exact_title and queries.find_page(actor(), best.slug):
        return redirect(with_query(url_for("pages.view", slug=best.slug), [("q", text)]))
    known = taxonomy()
    facets = panels(found.facets if found else {}, known, total=found.total if found else 0)
    return render_template(
        "search/results.html",
        text=text,
        found=found,
        standings=queries.list_standings(actor(), [PageId(hit.page_id) for hit in found.hits] if found else ()),
        number=page_number(request.args.get("page")),
        pages=-(-found.total // _PAGE_SIZE) if found else 0,
        facets=facets,
        chosen=chosen_options(facets),
        orders=offered_orders(_orders(found), asked.sort) if found and found.total > 1 else (),
        scope=scope_of(asked.choices),
        clear_href=without_facets(),
        meant_href=_meant_href(found) if found else "",
        as_typed_href=as_typed(),
        page_address=page_address,
        without_pages=[label("language", each, known) for each in found.without_pages] if found else (),
        hits=shown_hits(found.hits, known) if found else (),
        wanted=slugify(text.replace("/", " ")),
        downloads=list_downloads(found.total) if found else (),
        taxonomy=known,
        lead=lead_on(asked, found) if found and not found.total else None,
        feed=same_choice(url_for("search.feed")),
        save_href=same_choice(url_for("saved_searches.save")),
        save_name=words_for(asked)[:NAME_MAX],
    )


def _meant_href(found: SearchResults) -> str:
    """Return the address of the question as it was meant, unless its words were looked for and found already."""
    is_answered = found.total and found.also_searched
    return asking(found.suggestion) if found.suggestion and not is_answered else ""


@bp.get("/search.atom")
def feed() -> Response:
    """Answer what a search finds, the newest first, as a feed for everybody."""
    return feed_of_search()


def _orders(found: SearchResults) -> Sequence[Sort]:
    """Return by what the results can be ordered: where practices are among them, by what only these have."""
    has_practices = any(each.value == PageKind.PRACTICE for each in found.facets.get("kind", ()))
    return ("relevance", "newest", *(PRACTICE_ORDERS if has_practices else ()))


def ask(*, page: int, limit: int) -> SearchResults:
    """Return what the address asks for: one page of results. Raises :class:`SearchUnavailable`."""
    return _answer(asked_here(), page=page, limit=limit)


def _answer(asked: AskedFor, *, page: int, limit: int) -> SearchResults:
    if not asked.text and not asked.choices:
        return SearchResults(total=0)
    who = reader_of(actor())
    return search(SearchQuery(**vars(asked), audience=who, page=page, limit=limit))


def _found(asked: AskedFor) -> SearchResults | None:
    try:
        return _answer(asked, page=page_number(request.args.get("page")), limit=_PAGE_SIZE)
    except SearchUnavailable:
        return None
