"""Practices and what they lack, as programs read it."""

import datetime as dt
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from wiki.api.schemas.fields import ITEMS, Limit, NextCursor, Output, Query, count_cursor
from wiki.api.schemas.pages import Slugs

CountCursor = Annotated[
    tuple[int, int],
    BeforeValidator(count_cursor),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,9}-[0-9]{1,9}$"}),
]


class CompletenessQuery(Query):
    theme: Annotated[str, Field(description="Practices about this theme.")] = ""
    city: Annotated[str, Field(description="Practices about this city.")] = ""
    cursor: Annotated[CountCursor | None, Field(description="Where the answer before ended.")] = None
    limit: Limit = ITEMS


class MissingOut(Output):
    section: Annotated[str, Field(description="The section of the template.")]
    field: Annotated[str, Field(description="The fact, or the field of the page.")]
    label: str
    reason: str


class CompletenessOut(Output):
    """A practice with what it lacks to be standardised, as its newest revision says."""

    slug: str
    url: str
    title: str
    language: str
    themes: Slugs
    cities: Slugs
    filled: Annotated[int, Field(description="How many of the needed fields are filled.")]
    needed: int
    percent: int
    missing: tuple[MissingOut, ...]
    measured: Annotated[bool, Field(description="Whether an indicator was measured over twelve months, well enough.")]
    results_due: Annotated[dt.date | None, Field(description="When results are expected, where none are measured.")]
    verified_on: Annotated[str | None, Field(description="A day, a month or a year.")]
    problems: Annotated[int, Field(description="How many values do not fit together.")]


class CompletenessList(Output):
    items: tuple[CompletenessOut, ...]
    next_cursor: NextCursor
