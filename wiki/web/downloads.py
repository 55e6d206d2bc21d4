"""Downloads: a page as Markdown, and what a list shows as texts or as a table. Each obeys the reader's rights."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal
from unicodedata import normalize
from urllib.parse import quote

from flask import Blueprint, Response, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.errors import Invalid, NotFound, Unavailable
from wiki.core.ids import PageId
from wiki.dissemination.downloads.tables import to_csv, to_json
from wiki.dissemination.downloads.types import Row
from wiki.files.rules import safe_name
from wiki.http import listing
from wiki.http.addresses import absolute
from wiki.http.extensions import limiter
from wiki.http.numbers import whole
from wiki.pages import queries
from wiki.pages.facets import Choices, Order
from wiki.pages.types import PageCard, PageKind
from wiki.practices.queries import editions_shown
from wiki.search.types import LONGEST_RESULT_PAGE, SearchUnavailable
from wiki.web.addresses import permanent_address
from wiki.web.context import actor, taxonomy
from wiki.web.lists import chosen_order, chosen_pages
from wiki.web.offering import MOST_PAGES, too_many
from wiki.web.pages.reading import page_or_redirect, shown_number
from wiki.web.search import ask

bp = Blueprint("downloads", __name__)
Form = Literal["zip", "csv", "json"]
_FORM = "<any(zip, csv, json):form>"
# A list's download reads every page of it.
_OFTEN = "60 per minute"
_KINDS = {"practices": PageKind.PRACTICE, "news": PageKind.NEWS, "meetings": PageKind.MEETING, "pages": None}


@bp.get("/pages/<path:slug>.md")
def page(slug: str) -> ResponseReturnValue:
    """Answer with a revision and what it says of itself. No address of a page holds a dot, so none is shadowed."""
    from wiki.web.texts import text_of  # Late, as told there.

    found = page_or_redirect(slug)
    number = request.args.get("revision", type=whole) or shown_number(found)
    return attached(Response(text_of(found.id, number), mimetype="text/markdown"), f"{found.slug}.md")


@bp.get(f"/<any(practices, news, meetings, pages):name>.{_FORM}")
@limiter.limit(_OFTEN)
def listed(name: str, form: Form) -> ResponseReturnValue:
    kind = _KINDS[name]
    if kind is PageKind.PRACTICE and request.args.get("as_of"):
        raise Invalid({"as_of": gettext("The list of an earlier day cannot be downloaded, only that of today.")})
    return _answer(_listed(chosen_pages(kind), chosen_order(kind)), name, form)


@bp.get(f"/themes/<slug>.{_FORM}")
@limiter.limit(_OFTEN)
def theme(slug: str, form: Form) -> ResponseReturnValue:
    if slug not in taxonomy().theme_by_slug:
        raise NotFound
    return _answer(_listed({"theme": (slug,)}, "newest"), slug, form)


@bp.get(f"/cities/<slug>.{_FORM}")
@limiter.limit(_OFTEN)
def city(slug: str, form: Form) -> ResponseReturnValue:
    if slug not in taxonomy().city_by_slug:
        raise NotFound
    return _answer(_listed({"city": (slug,)}, "newest"), slug, form)


@bp.get(f"/search.{_FORM}")
@limiter.limit(_OFTEN)
def found(form: Form) -> ResponseReturnValue:
    try:
        cards = queries.list_cards(actor(), _found_ids(), taxonomy())
    except SearchUnavailable as error:
        raise Unavailable from error
    return _answer(cards, "search", form)


def _listed(choices: Choices, order: Order) -> Sequence[PageCard]:
    held = listing.list_pages(actor(), choices, size=MOST_PAGES, order=order)
    _require_bearable(held.total)
    return held.items


def _found_ids() -> list[PageId]:
    ids: list[PageId] = []
    for number in range(1, MOST_PAGES // LONGEST_RESULT_PAGE + 1):
        results = ask(page=number, limit=LONGEST_RESULT_PAGE)
        _require_bearable(results.total)
        ids += [PageId(hit.page_id) for hit in results.hits]
        if len(ids) >= results.total or not results.hits:
            break
    return ids


def _require_bearable(total: int) -> None:
    if total > MOST_PAGES:
        raise Invalid({"list": too_many(total)})


def _answer(cards: Sequence[PageCard], name: str, form: Form) -> Response:
    if form == "zip":
        from wiki.web.texts import texts_in_zip  # Late, as told there.

        body: Any = stream_with_context(texts_in_zip([card.id for card in cards]))
        return attached(Response(body, mimetype="application/zip"), f"{name}.zip")
    rows = list(_rows(cards))
    made = to_csv(rows) if form == "csv" else to_json(rows)
    mimetype = "text/csv" if form == "csv" else "application/json"
    return attached(Response(made, mimetype=mimetype), f"{name}.{form}")


def _rows(cards: Sequence[PageCard]) -> Iterator[Row]:
    shown = editions_shown(actor(), [card.id for card in cards])
    for card in cards:
        edition = shown.get(card.id)
        yield Row(
            card=card,
            address=absolute(url_for("pages.view", slug=card.slug)),
            edition=edition,
            edition_address=permanent_address(edition) if edition else "",
        )


def attached(response: Response, name: str) -> Response:
    """Let a browser keep the answer as a file: under its name, or a plain one where it knows no other letters."""
    safe = safe_name(name.replace("/", "-"))
    plain = safe_name(normalize("NFKD", safe).encode("ascii", "ignore").decode())
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe)}"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
