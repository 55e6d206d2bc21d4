"""What a search found, as its page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wiki.search.types import SearchHit
from wiki.taxonomy.types import City, Taxonomy, Theme
from wiki.web.why import Why, reasons


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownHit:
    """A hit, why it is there, and those of its themes and cities that are still there."""

    hit: SearchHit
    why: Why
    themes: tuple[Theme, ...]
    cities: tuple[City, ...]


def shown_hits(hits: Iterable[SearchHit], known: Taxonomy) -> Sequence[ShownHit]:
    """Return hits with what their page tells of them."""
    themes, cities, why = known.theme_by_slug, known.city_by_slug, reasons(known)
    return [
        ShownHit(
            hit=hit,
            why=why(hit),
            themes=tuple(themes[slug] for slug in hit.themes if slug in themes),
            cities=tuple(cities[slug] for slug in hit.cities if slug in cities),
        )
        for hit in hits
    ]
