"""Meetings as calendars that people subscribe to. What they show is what their reader may read."""

from urllib.parse import urlsplit

from flask import Response, url_for
from flask_babel import gettext

from wiki.core.errors import NotFound
from wiki.dissemination.calendars import Listed, calendar_of, events_of, whole_event
from wiki.http.addresses import absolute
from wiki.http.extensions import limiter
from wiki.meetings.queries import list_meetings
from wiki.meetings.types import Meeting
from wiki.pages import queries
from wiki.pages.types import PageKind
from wiki.web.context import actor, taxonomy
from wiki.web.meetings import bp
from wiki.web.meetings.actions import chosen_tags
from wiki.web.pages.reading import page_or_redirect

_MOST = 2_000
_OFTEN = "60 per minute"


@bp.get("/meetings.ics")
@limiter.limit(_OFTEN)
def feed() -> Response:
    """Answer with every meeting, each one event; or with those of a theme and a city alone."""
    theme, city = chosen_tags()
    found = list_meetings(actor(), taxonomy(), theme=theme, city=city, limit=_MOST)
    return _calendar(calendar_of(gettext("Meetings"), (whole_event(_listed(meeting)) for meeting in found)))


@bp.get("/pages/<path:slug>.ics")
@limiter.limit(_OFTEN)
def meeting(slug: str) -> Response:
    """Answer with one meeting: its sessions and its days. No address of a page holds a dot, so none is shadowed."""
    page = page_or_redirect(slug)
    view = queries.get_view(actor(), page, taxonomy())
    revision = view.revision
    if page.kind is not PageKind.MEETING or revision.starts_on is None:
        raise NotFound
    told = Meeting(
        page_id=page.id,
        slug=page.slug,
        title=revision.title,
        summary=revision.summary,
        language=revision.language,
        starts_on=revision.starts_on,
        ends_on=revision.ends_on,
        place=revision.place,
        themes=revision.themes,
        cities=revision.cities,
        facts=view.facts,
        updated_at=revision.created_at,
    )
    return _calendar(calendar_of(revision.title, events_of(_listed(told))))


def _listed(meeting: Meeting) -> Listed:
    url = absolute(url_for("pages.view", slug=meeting.slug))
    return Listed(meeting=meeting, url=url, host=urlsplit(url).hostname or "localhost")


def _calendar(made: bytes) -> Response:
    response = Response(made, mimetype="text/calendar")
    response.headers["X-Robots-Tag"] = "noindex"
    return response
