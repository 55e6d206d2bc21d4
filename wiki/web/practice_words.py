"""What the facets of practices are called, and their values, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from wiki.core.messages import message as _
from wiki.facts import MEASURED, PENDING, TEMPLATE
from wiki.http.translating import translated
from wiki.pages.facets import ELSEWHERE, NOT_YET, STANDARDISED, Choices, PracticeFacet
from wiki.web.facts.telling import word

_TITLES: Mapping[PracticeFacet, str] = {
    "quality": _("Quality"),
    "results": _("Results"),
    "replicated_in": _("Replicated in"),
    "confirmed": _("Results elsewhere"),
}
_VOCABULARIES: Mapping[PracticeFacet, str] = {
    "phase": "phase",
    "cost_band": "cost_band",
    "spatial_scale": "scale",
    "funding": "funding",
}
_WORDS: Mapping[tuple[PracticeFacet, str], str] = {
    ("quality", STANDARDISED): _("Standardised"),
    ("quality", NOT_YET): _("Not standardised yet"),
    ("results", MEASURED): _("Results measured"),
    ("results", PENDING): _("Results pending"),
    ("confirmed", ELSEWHERE): _("Confirmed elsewhere"),
}
_AT_A_GLANCE: Sequence[PracticeFacet] = ("phase", "cost_band", "quality", "results", "confirmed")
# What most practices are is no news on a card.
_UNSAID = frozenset({NOT_YET, PENDING})


@dataclass(frozen=True, kw_only=True)
class Glance:
    """A short fact on a card; ``name`` says what it is a value of."""

    facet: PracticeFacet
    name: str
    text: str


def title_of(facet: PracticeFacet) -> str:
    """Return the name of a facet, as the template has it."""
    return translated(_TITLES[facet]) if facet in _TITLES else translated(TEMPLATE.fields[facet].label)


def words_of(facet: PracticeFacet, value: str) -> str:
    """Return what people read of a value; one that nobody knows as it is."""
    if facet == "trl":
        return str(gettext("TRL %(level)s", level=value))
    if facet in _VOCABULARIES:
        return word(_VOCABULARIES[facet], value)
    return translated(_WORDS.get((facet, value), value))


def glances(values: Choices) -> tuple[Glance, ...]:
    """Return what a card says of a practice beside its summary; of cities that took it up, how many they are."""
    facts = tuple(
        Glance(facet=facet, name=title_of(facet), text=words_of(facet, value))
        for facet in _AT_A_GLANCE
        for value in values.get(facet, ())
        if value not in _UNSAID
    )
    cities = len(values.get("replicated_in", ()))
    if not cities:
        return facts
    told = ngettext("Replicated in %(num)s city", "Replicated in %(num)s cities", cities)
    return (*facts, Glance(facet="replicated_in", name=title_of("replicated_in"), text=str(told)))
