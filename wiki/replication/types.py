"""A replication as the rest of the product sees it: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Literal, NewType

from wiki.core.ids import PageId, UserId

ReplicationId = NewType("ReplicationId", int)


class Stage(IntEnum):
    """How far a city is with a practice; :mod:`wiki.replication.stages` tells what each means."""

    WATCHING = 0
    INTEREST = 1
    UNDERSTOOD = 2
    EXCHANGE = 3
    PLAN = 4
    DECIDED = 5
    IMPLEMENTATION = 6
    OPERATION = 7
    MONITORED = 8
    RETURNED = 9


class Exit(StrEnum):
    """How a replication was left; its stage stays the one it had reached."""

    NONE = "none"
    """It goes on."""
    ADAPTED = "adapted"
    """Only parts of the practice were taken over, and that is all."""
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True)
class Block:
    """A building block that was chosen: its name as it was then, and the key of its row in the practice, if any."""

    name: str
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Practice:
    """The practice that is taken up, as the reader may see it; ``theme`` and ``cities`` (the sources) are slugs."""

    id: PageId
    slug: str
    title: str
    language: str
    edition: int | None
    theme: str | None
    cities: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Replication:
    """A replication as its reader may know of it; ``city`` is a slug, ``edition`` the one it is based on.

    ``since`` is the day of its last move. ``is_whole`` tells whether the reader sees more than the summary: visitors
    and observers learn of no people. ``version`` is what an edit or a move names as seen.
    """

    id: ReplicationId
    practice: Practice
    edition: int | None
    city: str
    district: str
    title: str
    blocks: tuple[Block, ...]
    responsible_id: UserId | None
    responsible: str
    stage: Stage
    exit: Exit
    reason: str
    shared: bool
    since: date
    created_at: datetime
    created_by: str
    updated_at: datetime
    version: int
    is_whole: bool

    @property
    def next_edition(self) -> int | None:
        """The edition that followed the one it is based on; None while there is none, or where it has no edition."""
        newest = self.practice.edition
        return self.edition + 1 if self.edition and newest and newest > self.edition else None


@dataclass(frozen=True, kw_only=True)
class Move:
    """A step of a replication's log, of which the first comes from nowhere.

    ``note`` is the reason of an exit; other notes, and who moved it, are not told in a summary.
    """

    id: int
    replication: ReplicationId
    from_stage: Stage | None
    from_exit: Exit | None
    to_stage: Stage
    to_exit: Exit
    happened_on: date
    evidence: str
    link: str
    note: str
    at: datetime
    actor: str


@dataclass(frozen=True, kw_only=True)
class Details:
    """What people say of a replication beside its stage.

    ``city`` is a slug, ``blocks`` are names of the practice's; ``responsible`` is a name, of an account or not.
    """

    city: str
    district: str = ""
    title: str = ""
    edition: int | None = None
    blocks: tuple[str, ...] = ()
    responsible: str = ""
    shared: bool = False


@dataclass(frozen=True, kw_only=True)
class MoveDraft:
    """A step that somebody wants to record: where to, when it happened, and what shows it."""

    stage: Stage
    exit: Exit = Exit.NONE
    happened_on: date
    evidence: str = ""
    link: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Saved:
    replication: ReplicationId


@dataclass(frozen=True, kw_only=True)
class Outdated:
    """Nothing was saved: somebody else changed it meanwhile; ``theirs`` is how it stands now."""

    theirs: Replication


Outcome = Saved | Outdated


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What a list of replications is narrowed to; empty means any. ``city`` adopts what ``source`` has."""

    city: str = ""
    source: str = ""
    theme: str = ""
    practice: str = ""
    stage: Stage | None = None
    exit: Exit | None = None


@dataclass(frozen=True, kw_only=True)
class ReplicationNews:
    """A move in a feed or timeline, with the replication it belongs to."""

    move: Move
    replication: Replication


Order = Literal["newest", "stage", "city", "practice"]


@dataclass(frozen=True, kw_only=True)
class Flow:
    """How many replications lead from a city to another (slugs), and which."""

    source: str
    target: str
    replications: tuple[Replication, ...]


@dataclass(frozen=True, kw_only=True)
class Totals:
    """How many replications there are in each stage and with each exit; those that were left count in no stage."""

    by_stage: Mapping[Stage, int]
    by_exit: Mapping[Exit, int]
