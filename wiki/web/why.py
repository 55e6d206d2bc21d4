"""Why a result is there, in the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from flask_babel import lazy_gettext as _l

from wiki.facts import COMBINED, MEASURED
from wiki.http.translating import translated
from wiki.pages.facets import ELSEWHERE, FACETS, STANDARDISED, PracticeFacet
from wiki.search.documents import REPLICATIONS
from wiki.search.types import FoundIn, SearchHit, Standing, Where
from wiki.taxonomy.types import Taxonomy
from wiki.web.facets import label, title_of_facet
from wiki.web.practice_words import words_of

_PLACES: Mapping[Where, Any] = {"title": _l("title"), "summary": _l("summary"), "text": _l("text")}
_LEFT = _l("What cities tell that took it up")
_STANDING: Mapping[Standing, tuple[PracticeFacet, str]] = {
    "standardised": ("quality", STANDARDISED),
    "measured": ("results", MEASURED),
    "confirmed": ("confirmed", ELSEWHERE),
}
# More of a long practice would say less.
_MOST_PLACES = 4


@dataclass(frozen=True, kw_only=True)
class Why:
    """Where the words stand, what puts the page before its equals, and the field its snippet is of."""

    places: str
    standing: str
    passage_of: str


def reasons(taxonomy: Taxonomy) -> Callable[[SearchHit], Why]:
    """Return what tells why a hit is there; the hits of a page share most words, so each is looked up once."""
    place = cache(partial(_place, taxonomy=taxonomy))
    field = cache(_field)
    stands = cache(lambda standing: words_of(*_STANDING[standing]))

    def why(hit: SearchHit) -> Why:
        # Its themes and cities stand below each hit.
        within = [each for each in hit.found_in if each.where not in FACETS] or hit.found_in
        return Why(
            places=", ".join(filter(None, map(place, within[:_MOST_PLACES]))),
            standing=", ".join(map(stands, hit.standing)),
            passage_of=field(hit.passage_of),
        )

    return why


def _place(place: FoundIn, taxonomy: Taxonomy) -> str:
    match place.where:
        case "theme" | "city" as facet:
            return f"{title_of_facet(facet)}: {label(facet, place.name, taxonomy)}"
        case "field":
            return _field(place.name)
        case where:
            return str(_PLACES[where])


def _field(key: str) -> str:
    """Return the name of a field; empty for one that no template has any more."""
    if key == REPLICATIONS:
        return str(_LEFT)
    field = COMBINED.fields.get(key)
    return translated(field.label) if field else ""
