"""A search that finds what was just saved, and what it suggests to those who type."""

from dataclasses import dataclass

from flask import current_app

from wiki.accounts.types import Actor
from wiki.http.context import services, taxonomy
from wiki.pages.queries import reads_drafts
from wiki.search.analysis import title_key
from wiki.search.asking import understood
from wiki.search.contract import SearchBackend
from wiki.search.indexer import catch_up, is_behind, sync_index
from wiki.search.suggesting import suggest_tags
from wiki.search.types import Reader, SearchQuery, SearchResults, SuggestedPage
from wiki.taxonomy.types import City, Theme

_INDEXED = "wiki.indexed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggested:
    """What somebody may be about to type: pages by their titles, themes and cities by any of their names."""

    practices: tuple[SuggestedPage, ...] = ()
    pages: tuple[SuggestedPage, ...] = ()
    themes: tuple[Theme, ...] = ()
    cities: tuple[City, ...] = ()

    @property
    def total(self) -> int:
        return len(self.practices) + len(self.pages) + len(self.themes) + len(self.cities)


def reader_of(actor: Actor) -> Reader:
    """Return as whom the index knows somebody."""
    return "members" if reads_drafts(actor) else "public"


def search(query: SearchQuery) -> SearchResults:
    """Ask the index, and bring it up to date first where it is behind. Raises :class:`SearchUnavailable`."""
    return _up_to_date().search(understood(query, taxonomy()))


def suggest(actor: Actor, text: str, limit: int) -> Suggested:
    """Return at most so many suggestions of each kind. Raises :class:`SearchUnavailable`."""
    found = _up_to_date().suggest(text, reader_of(actor), limit)
    known = taxonomy()
    themes, cities = suggest_tags(known.themes, text, limit), suggest_tags(known.cities, text, limit)
    shown = {("theme", title_key(name)) for theme in themes for name in theme.names}
    shown |= {("city", title_key(name)) for city in cities for name in city.names}
    return Suggested(
        practices=found.practices,
        # The page of a theme or a city is shown with its article.
        pages=tuple(page for page in found.pages if (page.kind, title_key(page.title)) not in shown),
        themes=themes,
        cities=cities,
    )


def _up_to_date() -> SearchBackend:
    if not _is_known_to_be_abreast():
        sync_index(services().search)
    return services().search


def is_abreast(most: int) -> bool:
    """Tell whether the index has every save, if need be after so many that it still lacked were brought in."""
    return _is_known_to_be_abreast() or catch_up(services().search, most)


def _is_known_to_be_abreast() -> bool:
    state = services().state()
    if current_app.extensions.get(_INDEXED) == state:
        return True
    if is_behind():
        return False
    current_app.extensions[_INDEXED] = state
    return True
