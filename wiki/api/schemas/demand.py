"""Practices that are wanted, as programs read and write them."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field, model_validator

from wiki.api.schemas.fields import LARGEST_NUMBER, Input, Limit, Output, PageNumber, Query, Text
from wiki.demand.rules import REASON_MAX, TITLE_MAX, WHY_MAX
from wiki.demand.types import RequestState, RequestStepKind

CitySlug = Annotated[Text, Field(description="The address of the city it is for; empty for none.", examples=["munich"])]
Name = Annotated[str, Field(description="Empty for visitors.")]
_ITEMS = 50


class WantedQuery(Query):
    state: Annotated[RequestState, Field(description="Requests in this state.")] = RequestState.OPEN
    theme: Annotated[str, Field(description="Requests in this theme.")] = ""
    page: PageNumber = 1
    limit: Limit = _ITEMS


class WantedOut(Output):
    """A practice that somebody asks for."""

    id: int
    url: str
    title: str
    why: str
    theme: str | None
    state: RequestState
    asked_at: AwareDatetime
    asked_by: Name
    joined: Annotated[int, Field(description="How many people want it.")]
    cities: tuple[str, ...]
    is_joined: Annotated[bool, Field(description="Whether the token's owner is one of them.")]
    reason: Annotated[str, Field(description="Why it was closed.")]
    page: Annotated[str | None, Field(description="The address of the page that meets it.")]
    same_as: Annotated[int | None, Field(description="The request that asks for the same.")]


class WantedList(Output):
    """What most want comes first, then the oldest."""

    total: int
    page: int
    limit: int
    items: tuple[WantedOut, ...]


class JoinOut(Output):
    name: Name
    city: str | None
    at: AwareDatetime


class WantedStepOut(Output):
    kind: RequestStepKind
    at: AwareDatetime
    actor: Name
    comment: str


class WantedWhole(WantedOut):
    """A request with those who want it and its log, the oldest first."""

    joins: tuple[JoinOut, ...]
    log: tuple[WantedStepOut, ...]


class MissOut(Output):
    question: Annotated[str, Field(description="Without case, accents and punctuation.")]
    count: Annotated[int, Field(description="How often it was asked; less than three times is told to nobody.")]
    first_on: date
    last_on: date


class MissList(Output):
    items: tuple[MissOut, ...]


class WantedInput(Input):
    title: Annotated[Text, Field(max_length=TITLE_MAX, examples=["Heat pumps in listed buildings"])]
    why: Annotated[Text, Field(max_length=WHY_MAX, examples=["We have 300 of them to heat."])]
    theme: Annotated[Text, Field(description="The address of a theme; empty where you do not know.")] = ""
    city: CitySlug = ""


class JoinInput(Input):
    city: CitySlug = ""


class AnswerInput(Input):
    """One of the three."""

    page: Annotated[Text, Field(description="The address of a page that meets it and that visitors read.")] = ""
    reason: Annotated[
        Text,
        Field(
            max_length=REASON_MAX,
            description="Why it is closed without a page.",
            examples=["No city of the programme has any."],
        ),
    ] = ""
    same_as: Annotated[
        int | None, Field(ge=1, le=LARGEST_NUMBER, description="The open request that asks for the same.")
    ] = None

    @model_validator(mode="after")
    def _is_one(self) -> "AnswerInput":
        if sum((bool(self.page), bool(self.reason), self.same_as is not None)) != 1:
            raise ValueError("Say one of “page”, “reason” and “same_as”.")
        return self
