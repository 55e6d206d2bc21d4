"""The review of a practice: where it stands, its log, its remarks."""

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, Field

from wiki.api.schemas.fields import Input, Output, RevisionNumber, Text
from wiki.practices.rules import COMMENT_MAX, QUOTE_MAX, REMARK_MAX, RESOLUTION_MAX
from wiki.practices.types import Group, State, StepKind

Place = Annotated[
    Text,
    Field(
        description="A fact (“facts.cost_band”), a field of the page (“summary”), a heading (“#results”), or all (“”).",
        examples=["facts.cost_band"],
    ),
]


class StepOut(Output):
    """An entry of the log."""

    kind: StepKind
    at: AwareDatetime
    revision: Annotated[int, Field(description="The revision it speaks of.")]
    actor: str
    city: Annotated[str | None, Field(description="The city they spoke for on that day.")]
    comment: str


class WaitingOut(Output):
    """Who is next."""

    state: Annotated[State, Field(description="What it waits in; “review_due”: for a word on its newest edition.")]
    group: Group
    since: AwareDatetime
    reviewers: Annotated[int, Field(description="How many more reviewers are needed.")]
    needs_other_city: bool
    theme: str


class ReviewItem(Output):
    """A practice in a list of reviews."""

    slug: str
    url: str
    title: str
    language: str
    state: State
    version: Annotated[int, Field(description="The edition that is written or, where none is, the newest one.")]
    revision: int
    waiting: WaitingOut | None


class QueueItemOut(ReviewItem):
    """What waits for the token's owner."""

    since: AwareDatetime
    seen: Annotated[int | None, Field(description="The revision they looked at last.")]


class DueOut(Output):
    """A practice whose newest edition is to be looked at again, by now or soon."""

    slug: str
    url: str
    title: str
    language: str
    edition: int
    review_due: dt.date
    is_overdue: bool


class Reviews(Output):
    queue: Annotated[tuple[QueueItemOut, ...], Field(description="What waits for the token's owner, longest first.")]
    in_review: Annotated[tuple[ReviewItem, ...], Field(description="Everything in review or returned.")]
    due: tuple[DueOut, ...]


class RemarkOut(Output):
    """A comment on a place of a revision."""

    id: int
    revision: int
    place: Place
    quote: Annotated[str, Field(description="The words it speaks of, as they were.")]
    text: str
    author: str
    made_at: AwareDatetime
    resolved_at: AwareDatetime | None
    resolver: str
    resolution: str


class RemarkList(Output):
    items: tuple[RemarkOut, ...]


class ReviewOut(Output):
    """Where a practice stands. An approval or a check counts while its revision is the current one."""

    state: State
    revision: Annotated[int, Field(description="The current one, which the next step decides on.")]
    version: Annotated[int, Field(description="The edition that is written or, where none is, the newest one.")]
    editions: int
    waiting: WaitingOut | None
    steps: Annotated[tuple[StepKind, ...], Field(description="The steps the token's owner may take now.")]
    approvals: tuple[StepOut, ...]
    voided: Annotated[tuple[StepOut, ...], Field(description="Approvals that a newer revision overtook.")]
    review_due: dt.date | None
    is_due: bool
    open_remarks: int
    log: Annotated[tuple[StepOut, ...], Field(description="All steps, the oldest first.")]
    remarks: tuple[RemarkOut, ...]


class StepInput(Input):
    revision: Annotated[
        RevisionNumber | None,
        Field(description="The revision that is decided on. Needed to submit, approve, pass and disseminate."),
    ] = None
    comment: Annotated[Text, Field(max_length=COMMENT_MAX, description="For those who are next.")] = ""
    by: Annotated[Text, Field(description="The address of the practice that takes the place of this one.")] = ""


class RemarkInput(Input):
    revision: Annotated[RevisionNumber, Field(description="The revision it speaks of.")]
    place: Place = ""
    quote: Annotated[Text, Field(max_length=QUOTE_MAX, description="The words it speaks of.")] = ""
    text: Annotated[Text, Field(max_length=REMARK_MAX, examples=["Which year's prices are these?"])]


class ResolutionInput(Input):
    resolution: Annotated[Text, Field(max_length=RESOLUTION_MAX, description="How it was dealt with.")] = ""
