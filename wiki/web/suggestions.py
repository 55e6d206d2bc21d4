"""Search as you type: what a search field and a browser's address bar suggest."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, url_for
from flask_babel import gettext

from wiki.http.addresses import absolute
from wiki.http.searching import Suggested, suggest
from wiki.pages.queries import page_href
from wiki.search.types import SearchUnavailable, SuggestedPage
from wiki.taxonomy.types import City, Theme
from wiki.web.asked import asked_for
from wiki.web.context import actor

bp = Blueprint("suggestions", __name__)
_MOST = 5


@dataclass(frozen=True, kw_only=True)
class Option:
    """Where a suggestion leads; ``language`` is empty where the name is in none of its own."""

    name: str
    path: str
    language: str = ""


@bp.get("/search/suggestions")
def listed() -> str:
    """Return the options of a search field, as a fragment; nothing where there is none."""
    found = _found()
    groups = [
        (gettext("Practices"), _pages(found.practices)),
        (gettext("Themes"), _tags(found.themes, "taxonomy.theme")),
        (gettext("Cities"), _tags(found.cities, "taxonomy.city")),
        (gettext("Pages"), _pages(found.pages)),
    ]
    return render_template("search/suggestions.html", groups=[group for group in groups if group[1]], total=found.total)


@bp.get("/search/suggestions.json")
def for_browsers() -> Response:
    """Return what browsers understand: what was typed, and in lists of one length names, nothing, addresses."""
    found = _found()
    options = [
        *_pages(found.practices),
        *_tags(found.themes, "taxonomy.theme"),
        *_tags(found.cities, "taxonomy.city"),
        *_pages(found.pages),
    ]
    names, paths = [option.name for option in options], [absolute(option.path) for option in options]
    told = json.dumps([asked_for(), names, [""] * len(names), paths])
    return Response(told, mimetype="application/x-suggestions+json")


def _pages(found: Iterable[SuggestedPage]) -> Sequence[Option]:
    return [Option(name=page.title, path=page_href(page.slug), language=page.language) for page in found]


def _tags(found: Iterable[Theme | City], endpoint: str) -> Sequence[Option]:
    return [Option(name=tag.name, path=url_for(endpoint, slug=tag.slug)) for tag in found]


def _found() -> Suggested:
    try:
        return suggest(actor(), asked_for(), _MOST)
    except SearchUnavailable:
        # Whoever types goes on typing, and the search itself tells of it.
        return Suggested()
