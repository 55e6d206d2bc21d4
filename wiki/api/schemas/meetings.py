"""Meetings and their open actions, as programs read them."""

import datetime as dt
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from wiki.api.schemas.fields import ITEMS, MOST_ITEMS, Day, Limit, NextCursor, Output, Query, count_cursor
from wiki.api.schemas.pages import Slugs

_Cursor = Annotated[
    tuple[int, int],
    BeforeValidator(count_cursor),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,9}-[0-9]{1,9}$"}),
]


class MeetingsQuery(Query):
    first: Annotated[Day | None, Field(alias="from", description="Meetings that are not over before this day.")] = None
    last: Annotated[Day | None, Field(alias="to", description="Meetings that begin on this day at the latest.")] = None
    theme: Annotated[str, Field(description="Meetings about this theme.")] = ""
    city: Annotated[str, Field(description="Meetings of this city.")] = ""
    cursor: Annotated[_Cursor | None, Field(description="Where the answer before ended.")] = None
    limit: Limit = ITEMS


class MeetingOut(Output):
    """A meeting in a list; its page has its programme, its decisions and its actions in “facts”."""

    slug: str
    url: str
    title: str
    summary: str
    language: str
    kind: Annotated[str | None, Field(description="A word of the vocabulary of “meeting_kind”.")]
    host: str
    starts_on: dt.date
    ends_on: dt.date | None
    place: str
    themes: Slugs
    cities: Slugs


class MeetingList(Output):
    items: tuple[MeetingOut, ...]
    next_cursor: NextCursor


class ActionsQuery(Query):
    theme: Annotated[str, Field(description="Actions about this theme.")] = ""
    city: Annotated[str, Field(description="Actions whose owner is of this city.")] = ""
    limit: Limit = MOST_ITEMS


class MeetingActionOut(Output):
    """An action that is not done."""

    meeting: Annotated[str, Field(description="The address of the meeting's page.")]
    url: str
    id: Annotated[str, Field(description="The row of “actions” in the facts of the meeting.")]
    text: str
    owner: str
    city: str
    due: Annotated[str | None, Field(description="A day, a month or a year.")]
    overdue: bool
    theme: str
    practices: Annotated[Slugs, Field(description="The pages it is about; they may be still to be written.")]


class MeetingActionList(Output):
    items: tuple[MeetingActionOut, ...]
