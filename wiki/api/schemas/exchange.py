"""Visits, workshops and mentors of cities, as programs read and write them."""

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, Field

from wiki.api.schemas.fields import (
    LARGEST_NUMBER,
    Day,
    Input,
    Limit,
    Number,
    Output,
    PageNumber,
    Query,
    Text,
    Year,
)
from wiki.api.schemas.replication import Version
from wiki.api.schemas.site import Problem
from wiki.exchange.rules import LINK_MAX, MOST_GUESTS, MOST_PEOPLE, NAME_MAX, OUTCOME_MAX, TITLE_MAX
from wiki.exchange.types import Format

_ITEMS = 50
Name = Annotated[str, Field(description="Empty for visitors and observers.")]


class ExchangesQuery(Query):
    theme: Annotated[str, Field(description="Those in this theme, or about a practice in it.")] = ""
    city: Annotated[str, Field(description="Those this city takes part in.")] = ""
    format: Annotated[Format | None, Field(description="Those of this format.")] = None
    year: Annotated[Year | None, Field(description="Those with a day in this year.")] = None
    practice: Annotated[str, Field(description="Those about the practice at this address.")] = ""
    replication: Annotated[Number | None, Field(description="Those of this replication.")] = None
    page: PageNumber = 1
    limit: Limit = _ITEMS


class ExchangeOut(Output):
    """People of cities met, or are going to."""

    id: int
    url: str
    format: Format
    title: str
    starts_on: dt.date
    ends_on: Annotated[dt.date | None, Field(description="Null for one day, and while a mentoring goes on.")]
    host: str
    guests: tuple[str, ...]
    theme: str | None
    practice: Annotated[str | None, Field(description="The address of the practice it is about.")]
    replication: int | None
    people: int | None
    mentor: Name
    outcome: Annotated[str, Field(description="What came of it.")]
    link: str
    created_at: AwareDatetime
    created_by: Name
    updated_at: AwareDatetime
    version: int


class ExchangeList(Output):
    """Those that began last come first."""

    total: int
    page: int
    limit: int
    items: tuple[ExchangeOut, ...]


class ExchangeConflict(Problem):
    theirs: ExchangeOut


class ExchangeInput(Input):
    format: Annotated[Format, Field(strict=False, examples=["study_visit"])]
    title: Annotated[Text, Field(max_length=TITLE_MAX, examples=["Lamp posts at night"])]
    starts_on: Annotated[Day, Field(examples=["2018-06-05"])]
    ends_on: Day | None = None
    host: Annotated[Text, Field(description="The address of the host city, or of the mentor's.", examples=["munich"])]
    guests: Annotated[
        tuple[Text, ...],
        Field(strict=False, max_length=MOST_GUESTS, description="Addresses of cities.", examples=[["sofia"]]),
    ]
    theme: Annotated[Text, Field(description="The address of a theme; empty for none.")] = ""
    practice: Annotated[Text, Field(description="The address of a practice; a replication brings its own.")] = ""
    replication: Annotated[int | None, Field(ge=1, le=LARGEST_NUMBER)] = None
    people: Annotated[int | None, Field(ge=1, le=MOST_PEOPLE)] = None
    mentor: Annotated[Text, Field(max_length=NAME_MAX)] = ""
    outcome: Annotated[Text, Field(max_length=OUTCOME_MAX)] = ""
    link: Annotated[Text, Field(max_length=LINK_MAX)] = ""


class ExchangeChange(ExchangeInput):
    """All of it: what is left out is emptied."""

    version: Version


class ExchangeRemoval(Input):
    version: Version
