"""Feeds of what happened."""

from collections.abc import Sequence
from urllib.parse import quote

from flask import Response, request, url_for
from flask_babel import gettext

from wiki.dissemination.feeds import FeedEntry, atom_feed
from wiki.http.addresses import absolute
from wiki.pages.types import Event
from wiki.web.presenting import action_words


def event_feed(events: Sequence[Event], *, title: str, path: str) -> Response:
    """Answer an Atom feed of events; ``path`` is the page that shows the same."""
    query = request.query_string.decode()
    self_link = absolute(quote(request.path) + (f"?{query}" if query else ""))
    entries = [_entry(event) for event in events]
    feed = atom_feed(title=title, link=absolute(path), self_link=self_link, entries=entries)
    return Response(feed, mimetype="application/atom+xml")


def _entry(event: Event) -> FeedEntry:
    if event.edition is not None:
        path = url_for("practices.edition", slug=event.page_slug, number=event.edition)
    elif event.revision_number:
        path = url_for("pages.revision", slug=event.page_slug, number=event.revision_number)
    else:
        path = url_for("pages.view", slug=event.page_slug)
    words = action_words(event)
    name = gettext("%(title)s, Edition %(number)s", title=event.title, number=event.edition) if event.edition else ""
    return FeedEntry(
        id=absolute(f"/events/{event.id}"),
        title=name or f"{event.title}: {words}",
        link=absolute(path),
        updated=event.at,
        author=event.author,
        summary=event.comment or words,
    )
