"""What the models are made of: strict bodies, arguments of an address, and the kinds of value both know."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from wiki.core.paging import MAX_PAGE
from wiki.http.moments import day_of, moment
from wiki.http.numbers import whole
from wiki.pages.rules import COMMENT_MAX

MOST_ITEMS, ITEMS = 100, 20
MOST_CHOICES = 20
LARGEST_NUMBER = 999_999_999
_CURSOR = re.compile(r"([0-9]{1,17})-([0-9]{1,9})")
_COUNT_CURSOR = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


# Models are built when they are first used (``defer_build``): the server starts without them.


class Output(BaseModel):
    """An answer, or a part of one."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True)


def _without_defaults(schema: dict[str, Any]) -> None:
    # A client that was generated sends defaults, and so would empty what it only left out.
    for told in schema.get("properties", {}).values():
        told.pop("default", None)


class Input(BaseModel):
    """A body: nothing that is not asked for, no value of another type."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        json_schema_extra=_without_defaults,
        defer_build=True,
    )


class Query(BaseModel):
    """What follows the "?" of an address."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid")


class NoQuery(Query):
    """An address that takes no arguments."""


def _number(given: object) -> int:
    try:
        return whole(str(given))
    except ValueError as error:
        raise ValueError("Write a whole number.") from error


def _moment(given: object) -> datetime:
    try:
        return moment(str(given))
    except ValueError as error:
        raise ValueError("Write a time with its zone, such as 2026-11-23T08:00:00Z.") from error


def _day(given: object) -> date:
    try:
        return day_of(str(given))
    except ValueError as error:
        raise ValueError("Write a day, such as 2019-03-01.") from error


def _yes_or_no(given: object) -> bool:
    if given not in {"true", "false"}:
        raise ValueError("Write true or false.")
    return given == "true"


def _cursor(given: object) -> tuple[datetime, int]:
    found = _CURSOR.fullmatch(str(given))
    if found is None:
        raise ValueError("Take the cursor from “next_cursor” of the answer before.")
    return BEGINNING + int(found[1]) * _MICROSECOND, int(found[2])


def count_cursor(given: object) -> tuple[int, int]:
    """Read the cursor of a list that is ordered by how many of something its items have, and by their number."""
    found = _COUNT_CURSOR.fullmatch(str(given))
    if found is None:
        raise ValueError("Take the cursor from “next_cursor” of the answer before.")
    return int(found[1]), int(found[2])


def cursor_of(at: datetime, number: int) -> str:
    """Return the place in a list after the item of a time and a number."""
    return f"{microseconds(at)}-{number}"


def microseconds(at: datetime) -> int:
    """Return a time as whole microseconds since 1970, which no rounding changes."""
    return (at - BEGINNING) // _MICROSECOND


def one_of_many(given: object) -> object:
    """Take one value of an argument that may be repeated for a list of one."""
    return [given] if isinstance(given, str) else given


# PostgreSQL cannot store a NUL.
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
Comment = Annotated[
    Text,
    Field(max_length=COMMENT_MAX, description="What was done and why, for the history.", examples=["Typing error"]),
]
Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER), BeforeValidator(_number)]
Year = Annotated[int, Field(ge=1, le=9999), BeforeValidator(_number)]
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Flag = Annotated[bool, BeforeValidator(_yes_or_no)]
TimeCursor = Annotated[
    tuple[datetime, int],
    BeforeValidator(_cursor),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,17}-[0-9]{1,9}$"}),
]
RevisionNumber = Annotated[int, Field(ge=1, le=LARGEST_NUMBER, examples=[3])]
Limit = Annotated[int, Field(ge=1, le=MOST_ITEMS, description="How many items at most."), BeforeValidator(_number)]
PageNumber = Annotated[
    int,
    Field(ge=1, le=MAX_PAGE, description="Which page of the results, from 1."),
    BeforeValidator(_number),
]
NextCursor = Annotated[
    str | None, Field(description="The cursor of the items after these; null at the end of the list.")
]
