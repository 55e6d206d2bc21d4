"""Plans as the rest of the product sees them: frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wiki.core.ids import UserId
from wiki.facts import Facts
from wiki.pages.rules import FieldChange
from wiki.replication.types import Replication, ReplicationId


@dataclass(frozen=True, kw_only=True)
class PlanMark:
    """A revision of a plan in its history."""

    number: int
    comment: str
    author_id: UserId | None
    author: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A revision of a plan, with what it says."""

    replication: ReplicationId
    mark: PlanMark
    facts: Facts

    @property
    def number(self) -> int:
        return self.mark.number


class StepKind(StrEnum):
    """What happened in the review of a plan."""

    SUBMITTED = "submitted"
    AGREED = "agreed"
    RETURNED = "returned"


@dataclass(frozen=True, kw_only=True)
class PlanStep:
    """A step of a plan's review; ``number`` is the revision it was about, ``city`` (a slug) whom they spoke for."""

    kind: StepKind
    number: int
    at: datetime
    actor_id: UserId | None
    actor: str
    city: str
    comment: str


class PlanState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    AGREED = "agreed"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a plan stands in its review; ``number`` is its newest revision, ``agreed`` the last step that agreed."""

    state: PlanState
    number: int
    last: PlanStep | None
    agreed: PlanStep | None

    @property
    def has_changed(self) -> bool:
        """Tell whether something was written since it was agreed."""
        return self.agreed is not None and self.number > self.agreed.number


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What who reads a summary of a replication learns of its plan."""

    is_there: bool
    agreed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Saved:
    """``number`` is the revision it is now; ``is_merged``: on top of somebody else's change of other places."""

    number: int
    is_merged: bool = False


@dataclass(frozen=True, kw_only=True)
class Unchanged:
    number: int


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Nothing was saved: ``theirs`` changed the same ``fields``; ``merged`` has both changes, in those fields mine."""

    base: Facts
    theirs: Plan
    merged: Facts
    fields: Sequence[str]


SaveOutcome = Saved | Unchanged | Conflict


@dataclass(frozen=True, kw_only=True)
class Line:
    """A change that an edition brought, and what the plan would make of it; nothing: it can only be noted."""

    change: FieldChange
    effect: tuple[FieldChange, ...] = ()

    @property
    def name(self) -> str:
        return self.change.name


@dataclass(frozen=True, kw_only=True)
class Alert:
    """The practice's edition ``number`` followed the one that a replication is based on."""

    replication: Replication
    number: int
    disseminated_at: datetime
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided on a change. ``label``, ``old`` and ``new`` tell it in the words of that day.

    ``has_followed`` tells whether the plan changed with it; who does not take it over gives a ``reason``.
    """

    name: str
    label: tuple[str, ...] = ()
    old: str = ""
    new: str = ""
    is_taken: bool
    has_followed: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class TakeOver:
    """What was decided on an edition; ``number`` is the revision of the plan that came of it, if any."""

    edition: int
    decisions: tuple[Decision, ...]
    number: int | None
    at: datetime
    actor: str
