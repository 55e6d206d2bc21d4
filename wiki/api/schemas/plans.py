"""Plans of replications, as programs read and write them."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from wiki.api.schemas.facts import PlanFacts
from wiki.api.schemas.fields import LARGEST_NUMBER, Day, Input, Number, Output, Query, Text
from wiki.api.schemas.replication import Version
from wiki.api.schemas.site import Problem
from wiki.plans.rules import COMMENT_MAX, REASON_MAX, STEP_COMMENT_MAX
from wiki.plans.types import PlanState

_MOST_CHANGES = 1000
_NAME_MAX = 200
# By its words: the schema of the reviews of practices has that name already.
Step = Literal["submitted", "agreed", "returned"]
Revision = Annotated[int, Field(ge=1, le=LARGEST_NUMBER, description="A revision of the plan.", examples=[1])]
Comment = Annotated[Text, Field(max_length=COMMENT_MAX, description="What was changed, in a few words.")]


class PlanQuery(Query):
    revision: Annotated[Number | None, Field(description="Another revision than the newest.")] = None


class PlanStepOut(Output):
    """A step of the review; ``city`` is whom they spoke for."""

    step: Step
    revision: int
    at: AwareDatetime
    actor: str
    city: str
    comment: str


class PlanRevisionOut(Output):
    revision: int
    comment: str
    author: str
    at: AwareDatetime


class PlanRevisions(Output):
    """The newest first."""

    items: tuple[PlanRevisionOut, ...]


class PlanOut(PlanRevisionOut):
    """A revision of a plan, and where the plan stands in its review."""

    replication: int
    url: str
    latest_revision: int
    state: PlanState
    agreed_revision: Annotated[int | None, Field(description="The revision that was agreed to last.")]
    agreed_at: AwareDatetime | None
    changed_since: Annotated[bool, Field(description="Something was written since it was agreed.")]
    steps: Annotated[tuple[PlanStepOut, ...], Field(description="The log of the review, the oldest first.")]
    facts: PlanFacts


class PlanConflict(Problem):
    """``fields`` are what both changed."""

    fields: tuple[str, ...]
    theirs: PlanOut


class PlanInput(Input):
    """All of what a plan says: a field that is left out is emptied."""

    base_revision: Annotated[
        int,
        Field(
            ge=0,
            le=LARGEST_NUMBER,
            description="The revision that was read; 0 for a plan that is not there.",
            examples=[1],
        ),
    ]
    facts: Annotated[PlanFacts, Field(examples=[{"goals": "Warm homes for those who live there."}])]
    comment: Comment = ""


class PlanRevertInput(Input):
    revision: Revision
    comment: Comment = ""


class ComposeInput(Input):
    """What a first plan is composed by."""

    starts_on: Annotated[Day | None, Field(description="The first day of the first step.")] = None
    scaled_by: Annotated[Text, Field(description="A word of the vocabulary “quantity”.", examples=["dwellings"])] = ""
    scaled_to: Annotated[
        float | None,
        Field(ge=0, le=1_000_000_000, description="How much of it the city plans.", examples=[120]),
    ] = None


class ReviewStepInput(Input):
    """“agreed” names the revision that was read, “returned” says in the comment what to change."""

    step: Annotated[Step, Field(examples=["submitted"])]
    revision: Revision | None = None
    comment: Annotated[Text, Field(max_length=STEP_COMMENT_MAX)] = ""


class PlanChangeOut(Output):
    """A field in English words: what it said before, and what it says now."""

    name: Annotated[str, Field(examples=["facts.steps.1.weeks"])]
    old: str
    new: str


class AlertLineOut(PlanChangeOut):
    effect: Annotated[
        tuple[PlanChangeOut, ...], Field(description="What the plan would change; nothing: it is only noted.")
    ]


class AlertOut(Output):
    """The edition that followed the one a replication is based on."""

    edition: int
    based_on: int
    disseminated_at: AwareDatetime
    version: Annotated[int, Field(description="The replication's, which a decision names as read.")]
    changes: tuple[AlertLineOut, ...]


class Alerts(Output):
    items: Annotated[tuple[AlertOut, ...], Field(description="One at most: editions are decided on one by one.")]


class DecisionInput(Input):
    name: Annotated[Text, Field(max_length=_NAME_MAX, description="The name of the change.", examples=["facts.phase"])]
    taken: bool
    reason: Annotated[Text, Field(max_length=REASON_MAX, description="Why it is not taken over.")] = ""


class TakeOverInput(Input):
    version: Version
    edition: Annotated[int, Field(ge=1, le=LARGEST_NUMBER, description="The edition that is decided on.", examples=[2])]
    decisions: Annotated[
        tuple[DecisionInput, ...], Field(max_length=_MOST_CHANGES, description="One for each change of the alert.")
    ] = ()


class DecisionOut(Output):
    name: str
    taken: bool
    followed: Annotated[bool, Field(description="The plan changed with it.")]
    reason: str


class TakeOverOut(Output):
    """What was decided, and the revision of the plan that came of it."""

    edition: int
    revision: int | None
    at: dt.datetime
    actor: str
    decisions: tuple[DecisionOut, ...]
