"""Recent changes, a person's contributions, and the lists that keep a wiki tidy."""

from datetime import datetime
from itertools import groupby

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, to_user_timezone

from wiki.http.addresses import with_query
from wiki.http.moments import moment
from wiki.http.numbers import whole
from wiki.pages import queries
from wiki.pages.types import Event, PageKind
from wiki.web.context import actor, taxonomy
from wiki.web.feeds import event_feed
from wiki.web.presenting import change

bp = Blueprint("changes", __name__)
_PAGE = 50
_FILTERS = ("theme", "city", "kind", "author", "hide_minor")


@bp.get("/recent")
def recent() -> ResponseReturnValue:
    chosen = _filter()
    events, next_cursor = _page_of(chosen)
    return render_template(
        "changes/recent.html",
        days=_by_day(events),
        chosen=chosen,
        taxonomy=taxonomy(),
        kinds=[kind.value for kind in PageKind],
        older=_address("changes.recent", before=next_cursor) if next_cursor else "",
        feed=_address("changes.recent_feed"),
    )


@bp.get("/recent.atom")
def recent_feed() -> Response:
    events = queries.list_events(actor(), _filter())
    return event_feed(events, title=gettext("Recent changes"), path=_address("changes.recent"))


@bp.get("/contributions/<path:author>")
def contributions(author: str) -> ResponseReturnValue:
    events, next_cursor = _page_of(queries.EventFilter(author=author))
    older = url_for("changes.contributions", author=author, before=next_cursor) if next_cursor else ""
    return render_template("changes/contributions.html", author=author, days=_by_day(events), older=older)


@bp.get("/contributions/<path:author>/feed.atom")
def contributions_feed(author: str) -> Response:
    events = queries.list_events(actor(), queries.EventFilter(author=author))
    path = url_for("changes.contributions", author=author)
    return event_feed(events, title=gettext("Contributions of %(author)s", author=author), path=path)


@bp.get("/wanted")
def wanted() -> ResponseReturnValue:
    """Show broken links: addresses that pages link to and nobody has written."""
    return render_template("changes/wanted.html", pages=queries.list_wanted(actor()))


@bp.get("/orphans")
def orphans() -> ResponseReturnValue:
    """Show the pages that no other links to."""
    return render_template("changes/orphans.html", pages=queries.list_orphans(actor()))


def _filter() -> queries.EventFilter:
    return queries.EventFilter(
        theme=request.args.get("theme", ""),
        city=request.args.get("city", ""),
        kind=request.args.get("kind", ""),
        author=request.args.get("author", "").strip(),
        hide_minor="hide_minor" in request.args,
    )


def _page_of(chosen: queries.EventFilter) -> tuple[tuple[Event, ...], str]:
    """Return a page of events and the cursor of the next, or ``""`` when there is none."""
    events = queries.list_events(actor(), chosen, before=_cursor(request.args.get("before", "")), limit=_PAGE + 1)
    shown = events[:_PAGE]
    more = len(events) > _PAGE
    return shown, f"{shown[-1].at.isoformat()}~{shown[-1].id}" if more else ""


def _cursor(text: str) -> tuple[datetime, int] | None:
    at, _, number = text.partition("~")
    try:
        return moment(at), whole(number)
    except ValueError:
        return None


def _by_day(events: tuple[Event, ...]) -> list[tuple[datetime, list[object]]]:
    days = groupby(events, key=lambda event: to_user_timezone(event.at).date())
    return [(day, [change(event) for event in group]) for day, group in days]


def _address(endpoint: str, *, before: str = "") -> str:
    """Return the address of these changes, or of their feed, narrowed as this request is."""
    kept = [(name, request.args[name]) for name in _FILTERS if name in request.args]
    return with_query(url_for(endpoint), [*kept, *([("before", before)] if before else [])])
