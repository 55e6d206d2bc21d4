"""Experiences of replications as the rest of the product sees them: frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from wiki.replication.types import Replication, ReplicationId

ExperienceId = NewType("ExperienceId", int)


class ExperienceKind(StrEnum):
    """What an experience tells of."""

    ADAPTATION = "adaptation"
    """What was made otherwise than in the practice, and why."""
    BARRIER = "barrier"
    """What stood in the way, and how it was solved once it is."""
    DEVIATION = "deviation"
    """Cost or time that came out otherwise than planned, and why."""
    LESSON = "lesson"
    """What the city would tell the next one."""


class Measure(StrEnum):
    """What a deviation is one of."""

    COST = "cost"
    TIME = "time"


class ExperienceAction(StrEnum):
    """What was done to an experience."""

    ADDED = "added"
    CHANGED = "changed"
    SOLVED = "solved"
    REOPENED = "reopened"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True)
class ExperienceDraft:
    """What somebody tells. ``text`` is what was made otherwise, what stood in the way, the reason, or the lesson.

    ``why`` belongs to an adaptation. ``category`` and ``phase`` are words of the vocabularies ``influence_category``
    and ``step``, ``severity`` goes from 1 to 5; a barrier is open while ``solved`` says nothing. ``planned`` and
    ``actual`` are in ``unit``, one of :data:`wiki.experience.rules.UNITS`. ``differently``: they would do it otherwise.
    """

    kind: ExperienceKind
    happened_on: date
    text: str = ""
    why: str = ""
    category: str = ""
    phase: str = ""
    severity: int | None = None
    solved: str = ""
    solved_on: date | None = None
    help_wanted: bool = False
    measure: Measure | None = None
    planned: float | None = None
    actual: float | None = None
    unit: str = ""
    differently: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether it is a barrier that nobody has solved."""
        return self.kind is ExperienceKind.BARRIER and not self.solved

    @property
    def overrun(self) -> float | None:
        """Return by which share of the plan it came out higher (or lower, below 0); None where the plan was 0."""
        if self.planned is None or self.actual is None or not self.planned:
            return None
        return (self.actual - self.planned) / self.planned


@dataclass(frozen=True, kw_only=True)
class Experience:
    """An experience as its reader may know of it: who reads a summary learns nobody's name.

    ``version`` is what a change names as seen.
    """

    id: ExperienceId
    replication: ReplicationId
    said: ExperienceDraft
    created_at: datetime
    created_by: str
    updated_at: datetime
    version: int


@dataclass(frozen=True, kw_only=True)
class Saved:
    experience: ExperienceId


@dataclass(frozen=True, kw_only=True)
class Outdated:
    """Nothing was saved: somebody else changed it meanwhile; ``theirs`` is how it stands now."""

    theirs: Experience


Outcome = Saved | Outdated


@dataclass(frozen=True, kw_only=True)
class ExperienceEvent:
    """An entry of the log: what was done to an experience, and what it said then."""

    id: int
    replication: ReplicationId
    kind: ExperienceKind
    action: ExperienceAction
    text: str
    at: datetime
    actor: str


@dataclass(frozen=True, kw_only=True)
class ExperienceNews:
    """An event in a feed, with the replication it belongs to."""

    event: ExperienceEvent
    replication: Replication
