"""The list of exchanges, as a page, a feed and a table."""

from collections.abc import Sequence
from urllib.parse import quote

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.paging import page_number
from wiki.dissemination.downloads.tables import as_csv
from wiki.dissemination.feeds import FeedEntry, atom_feed
from wiki.exchange import queries
from wiki.exchange.formats import FORMATS
from wiki.exchange.types import Exchange
from wiki.http.addresses import absolute
from wiki.http.extensions import limiter
from wiki.http.translating import translated
from wiki.web.context import actor, taxonomy
from wiki.web.downloads import attached
from wiki.web.exchange import bp
from wiki.web.exchange.showing import chosen_here, here, told

_COLUMNS = (
    *("number", "format", "title", "starts_on", "ends_on", "host", "guests", "theme", "practice"),
    *("replication", "people", "mentor", "outcome", "link", "address"),
)


@bp.get("/exchanges")
def listed() -> ResponseReturnValue:
    """List how cities met to learn from each other."""
    found = queries.list_exchanges(actor(), chosen_here(), number=page_number(request.args.get("page")))
    return render_template(
        "exchange/listed.html",
        **told(
            found=found,
            chosen=chosen_here(),
            here=here,
            page_address=lambda page: here("listed", page=str(page)),
        ),
    )


@bp.get("/exchanges.atom")
def feed() -> Response:
    """Answer what was logged last."""
    query = request.query_string.decode()
    made = atom_feed(
        title=gettext("Peer exchange"),
        link=absolute(here("listed")),
        self_link=absolute(quote(request.path) + (f"?{query}" if query else "")),
        entries=[_entry(each) for each in queries.list_newly_logged(actor(), chosen_here())],
    )
    return Response(made, mimetype="application/atom+xml")


@bp.get("/exchanges.csv")
@limiter.limit("60 per minute")
def table() -> ResponseReturnValue:
    """Every exchange that is chosen, one a line."""
    lines: list[Sequence[str | float]] = [_COLUMNS, *map(_line, queries.walk_exchanges(actor(), chosen_here()))]
    return attached(Response(as_csv(lines), mimetype="text/csv"), "exchanges.csv")


def _entry(each: Exchange) -> FeedEntry:
    city = taxonomy().city_by_slug[each.host].name
    name = translated(FORMATS[each.format].name)
    return FeedEntry(
        id=absolute(f"/exchanges/{each.id}"),
        title=f"{name}, {city}: {each.title}",
        link=absolute(url_for("exchange.page", number=each.id)),
        updated=each.updated_at,
        author=each.created_by,
        summary=each.outcome or each.title,
    )


def _line(each: Exchange) -> Sequence[str | float]:
    return (
        *(each.id, each.format.value, each.title, each.starts_on.isoformat()),
        each.ends_on.isoformat() if each.ends_on else "",
        *(each.host, " ".join(each.guests), each.theme or "", each.practice.slug if each.practice else ""),
        *(each.replication or "", "" if each.people is None else each.people, each.mentor, each.outcome, each.link),
        absolute(url_for("exchange.page", number=each.id)),
    )
