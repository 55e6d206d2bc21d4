"""The feed of a search: for everybody, of what visitors may read, the newest first."""

from flask import Response, request, url_for
from flask_babel import gettext

from wiki.accounts.types import VISITOR
from wiki.core.errors import Unavailable
from wiki.dissemination.feeds import FeedEntry, atom_feed
from wiki.http.addresses import absolute
from wiki.http.searching import search
from wiki.saved_searches.news import question
from wiki.saved_searches.types import AskedFor
from wiki.search.types import SearchHit, SearchUnavailable
from wiki.web.asked import asked_here
from wiki.web.facets import same_choice
from wiki.web.saved_searches import words_for

_ENTRIES = 50


def feed_of_search() -> Response:
    """Answer an Atom feed of the search that the address asks for. Raises :class:`Unavailable`."""
    asked = asked_here()
    if not asked.text and not asked.choices:
        hits: tuple[SearchHit, ...] = ()
    else:
        hits = _newest(asked)
    made = atom_feed(
        title=gettext("Search: %(text)s", text=words_for(asked)),
        link=absolute(same_choice(url_for("search.results"))),
        self_link=absolute(same_choice(url_for("search.feed"))),
        entries=[_entry(hit) for hit in hits],
    )
    response = Response(made, mimetype="application/atom+xml")
    response.add_etag()
    response.make_conditional(request)
    return response


def _newest(asked: AskedFor) -> tuple[SearchHit, ...]:
    try:
        return search(question(asked, VISITOR, limit=_ENTRIES)).hits
    except SearchUnavailable as error:
        raise Unavailable from error


def _entry(hit: SearchHit) -> FeedEntry:
    return FeedEntry(
        id=absolute(f"/p/{hit.page_id}"),
        title=hit.title,
        link=absolute(url_for("pages.view", slug=hit.slug)),
        updated=hit.updated_at,
        author="",
        summary="".join(span.text for span in hit.snippet),
    )
