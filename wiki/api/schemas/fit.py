"""What cities say of themselves, and how practices fit them, as programs read and write it."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from wiki.api.schemas.fields import Input, Limit, Output, PageNumber, Query, Text
from wiki.api.schemas.taxonomy import Base

_VALUE = "A number in the attribute's unit, true or false, or a word of its vocabulary."
Value = Annotated[int | float | bool | str, Field(description=_VALUE)]
ScoreOut = Annotated[
    int | None, Field(ge=-2, le=2, description="-2 strongly against to 2 strongly for; null: not known.")
]
Percent = Annotated[int, Field(ge=0, le=100)]
_ITEMS = 20


class ProfileValueOut(Output):
    value: Value
    source: Annotated[str, Field(description="Who says so; empty where nobody is named.")]
    as_of: Annotated[str, Field(description="A year, a month or a day, as exactly as it is known; or empty.")]
    unit: str


class ProfileOut(Output):
    """What is known of a city, by attribute; what is not known is absent."""

    city: str
    values: dict[str, ProfileValueOut]
    updated_at: AwareDatetime


class ProfileValueInput(Input):
    value: Annotated[float | bool | str, Field(description=_VALUE, examples=[1300000])]
    source: Annotated[Text, Field(max_length=300)] = ""
    as_of: Annotated[Text, Field(max_length=10, examples=["2016"])] = ""


class ProfileInput(Input):
    """A profile as it is to be: what is left out is not known."""

    values: Annotated[
        dict[str, ProfileValueInput],
        Field(max_length=40, examples=[{"population": {"value": 1300000, "source": "Census", "as_of": "2016"}}]),
    ]
    base_updated_at: Base = None


class FitQuery(Query):
    city: Annotated[str, Field(description="The address of the city.", examples=["sofia"])]


class FittingQuery(Query):
    page: PageNumber = 1
    limit: Limit = _ITEMS


class ConditionOut(Output):
    attribute: str
    operator: str
    value: str
    weight: Literal["core", "important", "helpful"]
    reason: str
    score: ScoreOut
    have: Annotated[int | float | bool | str | None, Field(description="What the city's profile says.")]


class SpreadOut(Output):
    category: str
    percent: Percent
    known: int


class FitOut(Output):
    """A first guess from the city's profile; how it is reckoned stands in the guide."""

    slug: str
    url: str
    title: str
    city: str
    percent: Annotated[int | None, Field(description="Of what is known, how much fits; null where nothing is.")]
    known: Annotated[int, Field(description="How much of what matters is known, in per cent of its weight.")]
    ruled_out: Annotated[bool, Field(description="A core condition is not met at all.")]
    like_percent: Annotated[
        int | None, Field(description="In how much of what both tell the city is like the place where it worked.")
    ]
    met: tuple[ConditionOut, ...]
    gaps: Annotated[tuple[ConditionOut, ...], Field(description="What would have to change, the worst first.")]
    unknown: Annotated[tuple[ConditionOut, ...], Field(description="What is to be found out, the weightiest first.")]
    spread: tuple[SpreadOut, ...]


class FittingList(Output):
    """What fits best comes first, what is ruled out last."""

    total: int
    page: int
    limit: int
    items: tuple[FitOut, ...]
