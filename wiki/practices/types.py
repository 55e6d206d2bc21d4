"""A review as the rest of the product sees it: frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from wiki.accounts.types import Person
from wiki.core.ids import PageId, UserId
from wiki.facts import Gate

RemarkId = NewType("RemarkId", int)


class StepKind(StrEnum):
    """What people do in a review, as the log tells it."""

    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    """By a peer."""
    RETURNED = "returned"
    """With comments, from any check."""
    PASSED = "passed"
    """The quality check: it is standardised."""
    DISSEMINATED = "disseminated"
    RECONFIRMED = "reconfirmed"
    """The newest edition still holds."""
    SUPERSEDED = "superseded"
    """Another practice took its place."""


CONFIRMING = frozenset({StepKind.DISSEMINATED, StepKind.RECONFIRMED})
"""The steps that say of an edition that it holds."""


class State(StrEnum):
    """Where a practice stands; what visitors read meanwhile is its newest edition."""

    DRAFT = "draft"
    PEER_REVIEW = "peer_review"
    QUALITY_CHECK = "quality_check"
    RETURNED = "returned"
    STANDARDISED = "standardised"
    DISSEMINATED = "disseminated"
    REVIEW_DUE = "review_due"
    """Disseminated, and due to be looked at again."""
    SUPERSEDED = "superseded"
    ARCHIVED = "archived"


@dataclass(frozen=True, kw_only=True)
class Step:
    """An entry of the log. ``revision`` is the number it speaks of, ``city`` the slug of the actor's on that day.

    ``successor`` is the page that took the place of this one.
    """

    kind: StepKind
    at: datetime
    revision: int
    actor_id: UserId | None
    actor: str
    city: str | None = None
    comment: str = ""
    successor: PageId | None = None


@dataclass(frozen=True, kw_only=True)
class WorkingCopy:
    """What the rules need to know of a practice beside its log, on the day they are asked.

    ``revision`` is the number of the current one. ``theme`` and ``cities`` are slugs, ``authors`` wrote a revision
    since the newest edition, as did ``named_authors``, who have no account here. ``review_due`` is the day that
    edition names. ``gate`` is None where it was not judged, as in lists.
    """

    revision: int
    today: date
    theme: str = ""
    cities: frozenset[str] = frozenset()
    authors: frozenset[UserId] = frozenset()
    named_authors: frozenset[str] = frozenset()
    is_archived: bool = False
    gate: Gate | None = None
    open_remarks: int = 0
    review_due: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewStanding:
    """Where a practice stands, folded from its log.

    ``version`` is the edition that is being written or, where nothing is, the newest one. ``approvals`` are those of
    the current revision, ``voided`` those that a newer revision overtook. ``edition`` is the step that
    disseminated the newest edition, of which there are ``editions``.
    """

    state: State
    copy: WorkingCopy
    editions: int = 0
    submitted: Step | None = None
    approvals: tuple[Step, ...] = ()
    voided: tuple[Step, ...] = ()
    passed: Step | None = None
    returned: Step | None = None
    edition: Step | None = None
    reconfirmed: Step | None = None
    superseded: Step | None = None
    review_due: date | None = None

    @property
    def version(self) -> int:
        has_copy = self.edition is None or self.edition.revision != self.copy.revision
        return self.editions + 1 if has_copy else self.editions

    @property
    def is_due(self) -> bool:
        """Tell whether the newest edition is to be looked at again, whatever is written meanwhile."""
        return self.superseded is None and self.review_due is not None and self.review_due <= self.copy.today


class Group(StrEnum):
    """Who is next."""

    AUTHORS = "authors"
    REVIEWERS = "reviewers"
    LEAD = "lead"
    """Who leads the primary theme, or an administrator."""


class Lack(StrEnum):
    """Whom a practice waits for though there is nobody such."""

    LEAD = "lead"
    REVIEWERS = "reviewers"
    """Fewer people than it needs may approve it."""
    OTHER_CITY = "other_city"
    """A reviewer of another city."""


@dataclass(frozen=True, kw_only=True)
class WaitingFor:
    """Who is next, and since when. Of reviewers: how many more, and whether one must be of another city.

    ``state`` is what it is next in: that of the review, or ``REVIEW_DUE`` for saying whether the newest edition holds.
    """

    state: State
    group: Group
    since: datetime
    reviewers: int = 0
    needs_other_city: bool = False
    theme: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewedPage:
    """A practice in a list of reviews, with its current title and all that it waits for."""

    page_id: PageId
    slug: str
    title: str
    language: str
    standing: ReviewStanding
    waits: tuple[WaitingFor, ...]

    @property
    def waiting(self) -> WaitingFor | None:
        """Who is next; None when the practice waits for nobody."""
        return self.waits[0] if self.waits else None


@dataclass(frozen=True, kw_only=True)
class QueueItem:
    """Something that waits for the actor; ``seen`` is the revision they looked at or approved last.

    An administrator is told of what it waits for in vain.
    """

    reviewed: ReviewedPage
    waiting: WaitingFor
    seen: int | None
    lack: Lack | None = None

    @property
    def has_changed(self) -> bool:
        """Tell whether it was changed since the actor looked."""
        return self.seen is not None and self.seen != self.reviewed.standing.copy.revision


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A practice that waits, and whom it waits for: people who could take the next step, by name."""

    reviewed: ReviewedPage
    waiting: WaitingFor
    people: tuple[Person, ...]
    lack: Lack | None


@dataclass(frozen=True, kw_only=True)
class StalePractice:
    """A practice whose newest edition is due for review, or soon will be, as its readers see it."""

    page_id: PageId
    slug: str
    title: str
    language: str
    edition: int
    theme: str
    """The slug of its primary theme."""
    review_due: date
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A comment on a place of a revision: a fact (``facts.cost_band``), a field of the page, a heading, or all of it.

    ``quote`` are the words it speaks of, as they were.
    """

    id: RemarkId
    revision: int
    place: str
    quote: str
    text: str
    author_id: UserId | None
    author: str
    made_at: datetime
    resolved_at: datetime | None
    resolver: str
    resolution: str

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None
