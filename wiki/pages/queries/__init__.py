"""Reads of pages. Every one asks :mod:`wiki.pages.queries.visibility` what its actor may see."""

from wiki.pages.queries.authors import list_unclaimed_authors
from wiki.pages.queries.demo import DemoPage, list_demo_pages
from wiki.pages.queries.events import EventFilter, list_events, newest_event
from wiki.pages.queries.links import (
    LinkingPage,
    WantedPage,
    list_linking,
    list_linking_to_key,
    list_named,
    list_orphans,
    list_wanted,
    page_href,
)
from wiki.pages.queries.listing import (
    count_by_kind,
    count_facets,
    count_pages,
    find_article_of,
    list_cards,
    list_pages,
    list_standings,
    list_unconfirmed,
)
from wiki.pages.queries.marks import find_returned, list_values
from wiki.pages.queries.reading import (
    find_page,
    find_redirect,
    find_revisions,
    find_slug,
    find_slugs,
    find_titled,
    get_content,
    get_page,
    get_view,
    list_revisions,
    neighbours,
)
from wiki.pages.queries.sources import OutgoingLink, get_body, list_outgoing
from wiki.pages.queries.visibility import reads_drafts
from wiki.pages.queries.walking import walk_pages
from wiki.pages.queries.wording import find_wording

__all__ = [
    "DemoPage",
    "EventFilter",
    "LinkingPage",
    "OutgoingLink",
    "WantedPage",
    "count_by_kind",
    "count_facets",
    "count_pages",
    "find_article_of",
    "find_page",
    "find_redirect",
    "find_returned",
    "find_revisions",
    "find_slug",
    "find_slugs",
    "find_titled",
    "find_wording",
    "get_body",
    "get_content",
    "get_page",
    "get_view",
    "list_cards",
    "list_demo_pages",
    "list_events",
    "list_linking",
    "list_linking_to_key",
    "list_named",
    "list_orphans",
    "list_outgoing",
    "list_pages",
    "list_revisions",
    "list_standings",
    "list_unclaimed_authors",
    "list_unconfirmed",
    "list_values",
    "list_wanted",
    "neighbours",
    "newest_event",
    "page_href",
    "reads_drafts",
    "walk_pages",
]
