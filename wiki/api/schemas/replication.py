"""Replications and their moves, as programs read and write them."""

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, Field

from wiki.api.schemas.fields import LARGEST_NUMBER, Day, Input, Limit, Output, PageNumber, Query, Text
from wiki.api.schemas.site import Problem
from wiki.replication.rules import DISTRICT_MAX, EVIDENCE_MAX, LINK_MAX, MOST_BLOCKS, NAME_MAX, NOTE_MAX, TITLE_MAX
from wiki.replication.types import Exit, Order

_ITEMS = 50
_LAST = 9
StageOut = Annotated[int, Field(ge=0, le=_LAST, description="0 watching … 9 evidence returned.")]
StageIn = Annotated[int, Field(ge=0, le=_LAST, description="0 watching … 9 evidence returned.", examples=[4])]
Name = Annotated[str, Field(description="Empty for who reads a summary.")]
City = Annotated[Text, Field(description="The address of the city that takes it up.", examples=["sofia"])]
Version = Annotated[
    int,
    Field(
        ge=1,
        le=LARGEST_NUMBER,
        description="The “version” that was read: nothing newer is overwritten.",
        examples=[2],
    ),
]
Blocks = Annotated[
    tuple[Annotated[Text, Field(max_length=200)], ...],
    Field(max_length=MOST_BLOCKS, description="Names of building blocks the practice has."),
]
District = Annotated[Text, Field(max_length=DISTRICT_MAX)]
Title = Annotated[Text, Field(max_length=TITLE_MAX, description="What the city calls it; empty for the practice's.")]
Responsible = Annotated[Text, Field(max_length=NAME_MAX, description="A name.")]
Edition = Annotated[
    int | None, Field(ge=1, le=LARGEST_NUMBER, description="The practice's edition it is based on; null for none.")
]
Shared = Annotated[bool, Field(description="Whether others than the city and the task force may know of it.")]


class ReplicationsQuery(Query):
    city: Annotated[str, Field(description="Those of this city.")] = ""
    source: Annotated[str, Field(description="Those of practices of this city.")] = ""
    theme: Annotated[str, Field(description="Those of practices in this theme.")] = ""
    practice: Annotated[str, Field(description="Those of the practice at this address.")] = ""
    stage: Annotated[str, Field(pattern="^[0-9]?$", description="0 to 9.")] = ""
    exit: Annotated[Exit | None, Field(description="“none” for those that go on.")] = None
    sort: Annotated[Order, Field(description="What moved last, the furthest, or by city or practice.")] = "newest"
    page: PageNumber = 1
    limit: Limit = _ITEMS


class MoveOut(Output):
    """A step. The first comes from nowhere."""

    from_stage: StageOut | None
    from_exit: Exit | None
    to_stage: StageOut
    to_exit: Exit
    happened_on: dt.date
    evidence: str
    link: str
    note: Annotated[str, Field(description="The reason of an exit; other notes are no part of a summary.")]
    at: AwareDatetime
    actor: Name


class ReplicationOut(Output):
    """Who takes up which practice, and how far they are."""

    id: int
    url: str
    practice: str
    practice_title: str
    sources: Annotated[tuple[str, ...], Field(description="The cities the practice comes from.")]
    edition: int | None
    city: str
    district: str
    title: str
    blocks: tuple[str, ...]
    responsible: Name
    stage: StageOut
    exit: Exit
    reason: Annotated[str, Field(description="Why it was left.")]
    shared: bool
    since: dt.date
    created_at: AwareDatetime
    updated_at: AwareDatetime
    version: int


class ReplicationList(Output):
    total: int
    page: int
    limit: int
    items: tuple[ReplicationOut, ...]


class ReplicationWhole(ReplicationOut):
    """A replication with its log, the oldest first."""

    moves: tuple[MoveOut, ...]


class ReplicationConflict(Problem):
    theirs: ReplicationOut


class MoveFields(Input):
    """What is said of a step. From stage 4 on a step forward needs evidence or a link, one back a note."""

    happened_on: Annotated[Day, Field(description="The day it happened.", examples=["2018-06-05"])]
    evidence: Annotated[Text, Field(max_length=EVIDENCE_MAX)] = ""
    link: Annotated[Text, Field(max_length=LINK_MAX)] = ""
    note: Annotated[Text, Field(max_length=NOTE_MAX, description="Of an exit, the reason for it.")] = ""
    stage: StageIn


class ReplicationInput(MoveFields):
    """A city takes up a practice, at any stage."""

    practice: Annotated[Text, Field(description="The address of the practice.", examples=["smart-lamp-posts"])]
    city: City
    district: District = ""
    title: Title = ""
    edition: Edition = None
    blocks: Blocks = ()
    responsible: Responsible = ""
    shared: Shared = False


class ReplicationChange(Input):
    """What is left out stays."""

    version: Version
    city: City | None = None
    district: District | None = None
    title: Title | None = None
    edition: Edition = None
    blocks: Blocks | None = None
    responsible: Responsible | None = None
    shared: Shared | None = None


class MoveInput(MoveFields):
    """Who leaves it leaves it at the stage it had reached."""

    version: Version
    exit: Exit = Exit.NONE
