"""Exchanges and interests as the rest of the product sees them: frozen values. Cities and themes are slugs."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from wiki.core.ids import PageId
from wiki.replication.types import ReplicationId

ExchangeId = NewType("ExchangeId", int)
InterestId = NewType("InterestId", int)


class Format(StrEnum):
    """How cities meet: the six formats of EUROCITIES, and two of ours; :mod:`wiki.exchange.formats` explains each."""

    TRAINING = "training"
    SHADOWING = "shadowing"
    STUDY_VISIT = "study_visit"
    MENTORING_VISIT = "mentoring_visit"
    PEER_REVIEW = "peer_review"
    WEBINAR = "webinar"
    MENTORING = "mentoring"
    """Over time: a city, or a person of it, stays at another's side."""
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Practice:
    """The practice that something is about, as its reader may see it."""

    id: PageId
    slug: str
    title: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """People of cities met, or are going to.

    ``guests`` come to the ``host``. Visitors and observers learn of no people: for
    them ``mentor`` and ``created_by`` are empty. ``version`` is what an edit names as seen.
    """

    id: ExchangeId
    format: Format
    title: str
    starts_on: date
    ends_on: date | None
    host: str
    guests: tuple[str, ...]
    theme: str | None
    practice: Practice | None
    replication: ReplicationId | None
    people: int | None
    mentor: str
    outcome: str
    link: str
    is_demo: bool
    created_at: datetime
    created_by: str
    updated_at: datetime
    version: int

    @property
    def cities(self) -> tuple[str, ...]:
        return (self.host, *self.guests)


@dataclass(frozen=True, kw_only=True)
class ExchangeDraft:
    """What somebody says of an exchange; ``practice`` is an address. A replication's practice goes before it."""

    format: Format
    title: str
    starts_on: date
    ends_on: date | None = None
    host: str
    guests: tuple[str, ...] = ()
    theme: str = ""
    practice: str = ""
    replication: ReplicationId | None = None
    people: int | None = None
    mentor: str = ""
    outcome: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Saved:
    exchange: ExchangeId


@dataclass(frozen=True, kw_only=True)
class Outdated:
    """Nothing was saved: somebody else changed it meanwhile; ``theirs`` is how it stands now."""

    theirs: Exchange


Outcome = Saved | Outdated


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What a list of exchanges is narrowed to; empty means any. ``city`` is host or guest, ``practice`` an address."""

    theme: str = ""
    city: str = ""
    format: Format | None = None
    year: int | None = None
    practice: str = ""
    replication: ReplicationId | None = None


class InterestState(StrEnum):
    OPEN = "open"
    MATCHED = "matched"
    """An exchange or a partner was found."""
    CLOSED = "closed"


class InterestStepKind(StrEnum):
    MADE = "made"
    MATCHED = "matched"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, kw_only=True)
class InterestDraft:
    """The four answers: which theme, what the city does there, on which issue it wants to work, who pays the travel.

    ``category`` is the kind of barrier the issue is, a word of ``influence_category`` or empty; ``practice`` an
    address.
    """

    city: str
    theme: str
    does: str
    issue: str
    travel: str
    follows_up: bool = False
    category: str = ""
    practice: str = ""


@dataclass(frozen=True, kw_only=True)
class Interest:
    """What a city wants to learn, as its own people and the task force read it.

    ``practice`` and ``exchange`` are empty unless the reader may see them.
    """

    id: InterestId
    city: str
    theme: str
    practice: Practice | None
    does: str
    issue: str
    category: str
    travel: str
    follows_up: bool
    state: InterestState
    exchange: ExchangeId | None
    partner: str | None
    is_demo: bool
    made_at: datetime
    made_by: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """An entry of an interest's log; ``city`` and ``theme`` are the interest's."""

    id: int
    interest: InterestId
    city: str
    theme: str
    kind: InterestStepKind
    at: datetime
    actor: str
    comment: str
