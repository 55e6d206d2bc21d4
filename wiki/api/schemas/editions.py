"""Editions: what was disseminated, as it was then."""

import datetime as dt
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from wiki.api.schemas.fields import Output
from wiki.api.schemas.pages import HeadingOut, Slugs

# Not the model of present facts: an edition's are those of the template of its day.
FrozenFacts = Annotated[dict[str, Any], Field(description="The facts, as the version “template” of the template says.")]


FrozenValue = str | bool | int | float | tuple[str, ...] | None


class ValueOut(Output):
    """A fact that two editions have otherwise, as it is stored."""

    field: str
    column: Annotated[str, Field(description="Of a fact in rows: the column.")]
    old: Annotated[FrozenValue, Field(description="Text, number, yes or no, or words; null: nothing.")]
    new: Annotated[FrozenValue, Field(description="The same, of the later edition.")]


class DifferenceOut(Output):
    name: Annotated[str, Field(description="“facts.cost_band” of a fact; “facts.blocks.2.kind” in the second row.")]
    label: Annotated[tuple[str, ...], Field(description="What people call a fact, part by part.")]
    old: Annotated[str, Field(description="Of the text (“body”): how many lines went.")]
    new: Annotated[str, Field(description="Of the text: how many lines came.")]
    values: Annotated[tuple[ValueOut, ...], Field(description="What “old” and “new” tell in English of a fact.")]


class EditionSummary(Output):
    """An edition in a list."""

    number: int
    label: str
    revision: int
    url: Annotated[str, Field(description="Where people read it.")]
    address: Annotated[str, Field(description="The address to cite, which no rename changes.")]
    disseminated_at: AwareDatetime
    results_due: Annotated[
        dt.date | None, Field(description="When results are expected; null where they are measured.")
    ]
    citation: Annotated[str, Field(description="How it is cited, before the address.")]
    changes: Annotated[tuple[DifferenceOut, ...], Field(description="What it has otherwise than the one before.")]


class ValidityOut(Output):
    """Whether the newest edition still holds."""

    edition: int
    review_due: dt.date
    is_due: bool
    reconfirmed_at: AwareDatetime | None
    superseded: bool
    superseded_by: Annotated[str | None, Field(description="The address of the page of what took its place.")]


class EditionList(Output):
    items: tuple[EditionSummary, ...]
    validity: ValidityOut | None


class EditionOut(EditionSummary):
    """All that an edition says. It never changes."""

    title: str
    summary: str
    body: str
    html: str
    headings: tuple[HeadingOut, ...]
    language: str
    themes: Slugs
    cities: Slugs
    lead_picture: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    place: str
    template: int
    facts: FrozenFacts
    facts_html: Annotated[dict[str, str], Field(description="The facts that are prose as HTML, by field.")]
