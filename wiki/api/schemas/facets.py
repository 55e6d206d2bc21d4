"""What lists and searches are narrowed by, and the counts beside it."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from wiki.api.schemas.fields import MOST_CHOICES, Output, Query, one_of_many
from wiki.pages.facets import PRACTICE_FACETS, VALUES, PracticeFacet
from wiki.pages.facets import Choices as Chosen

Choices = Annotated[tuple[str, ...], Field(max_length=MOST_CHOICES), BeforeValidator(one_of_many)]


def _one_of(facet: PracticeFacet, what: str) -> object:
    return Field(description=f"Practices {what}: {', '.join(VALUES[facet])}.", examples=[VALUES[facet][0]])


_CITIES = Field(
    description="Practices that one of these cities took up: decided and funded, or further, and not stopped.",
    examples=["sofia"],
)


class PracticeChoices(Query):
    """Facets of practices: where one is chosen, no other kind of page is left."""

    quality: Annotated[Choices, _one_of("quality", "with an edition, or without")] = ()
    replicated_in: Annotated[Choices, _CITIES] = ()
    confirmed: Annotated[Choices, _one_of("confirmed", "whose results another city confirmed by metering")] = ()
    results: Annotated[Choices, _one_of("results", "measured over twelve months with grade A or B, or not")] = ()
    phase: Annotated[Choices, _one_of("phase", "in one of these phases")] = ()
    cost_band: Annotated[Choices, _one_of("cost_band", "whose investment is one of")] = ()
    spatial_scale: Annotated[Choices, _one_of("spatial_scale", "of one of these sizes")] = ()
    funding: Annotated[Choices, _one_of("funding", "paid for by one of")] = ()
    trl: Annotated[Choices, _one_of("trl", "of one of these technology readiness levels")] = ()

    @property
    def of_practices(self) -> Chosen:
        """What is chosen in these facets."""
        return {facet: getattr(self, facet) for facet in PRACTICE_FACETS}


class FacetValue(Output):
    value: str
    count: Annotated[int, Field(description="How many results choosing it would leave.")]


Values = tuple[FacetValue, ...]


class Facets(Output):
    """The values of each facet, the commonest first; each counted under the choices in the others."""

    theme: Values
    city: Values
    quality: Values
    replicated_in: Values
    confirmed: Values
    results: Values
    phase: Values
    cost_band: Values
    spatial_scale: Values
    funding: Values
    trl: Values
    kind: Values
    language: Values
    year: Values
