"""What an export holds. These values are the format: what writes it and what reads it both use them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from wiki.demand.types import RequestState, RequestStepKind
from wiki.dissemination.archive.plans import PlanRecord, PlanStepRecord, TakeOverRecord
from wiki.dissemination.archive.results import SeriesRecord
from wiki.experience.types import ExperienceKind, Measure
from wiki.pages.types import EventAction, PageKind
from wiki.replication.types import Exit
from wiki.taxonomy.types import CityRole

FORMAT = "replication-wiki"
VERSION = 1
MANIFEST = "wiki.jsonl"


@dataclass(frozen=True, kw_only=True)
class Header:
    """The first line of the list. ``public``: it holds what visitors read; ``history``: a git repository is with it."""

    format: str
    version: int
    public: bool
    history: bool


@dataclass(frozen=True, kw_only=True)
class ThemeRecord:
    slug: str
    name: str
    short_name: str
    description: str = ""
    icon: str = ""
    position: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CityRecord:
    slug: str
    name: str
    country: str
    role: CityRole
    population: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    description: str = ""
    position: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProfileRecord:
    """A value of a city's profile, as a form writes it; ``by`` is empty in an export for visitors."""

    city: str
    attribute: str
    value: str
    source: str = ""
    as_of: str = ""
    by: str = ""
    at: datetime


@dataclass(frozen=True, kw_only=True)
class SynonymsRecord:
    """Words that mean the same to who searches."""

    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FileRecord:
    """A file; its bytes lie at ``files/<key>/<name>``, which is also its address in texts."""

    key: str
    name: str
    media_type: str
    sha256: str
    alt: str = ""
    created_at: datetime

    @property
    def path(self) -> str:
        return f"files/{self.key}/{self.name}"


@dataclass(frozen=True, kw_only=True)
class RedirectRecord:
    slug: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class EventRecord:
    """What happened to a page besides saves, which its texts tell: ``after`` is the revision it came after."""

    action: EventAction
    at: datetime
    by: str = ""
    public: bool = False
    comment: str = ""
    minor: bool = False
    detail: str = ""
    revision: int | None = None
    after: int = 0


@dataclass(frozen=True, kw_only=True)
class PageRecord:
    """What no single text of a page says.

    ``revisions`` maps the numbers of the texts in the git history to the names of their objects there.
    """

    slug: str
    kind: PageKind
    created_at: datetime
    archived_at: datetime | None = None
    current: int
    published: int | None = None
    redirects: tuple[RedirectRecord, ...] = ()
    events: tuple[EventRecord, ...] = ()
    revisions: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class JoinRecord:
    """Who wants a practice, and for which city."""

    by: str = ""
    city: str | None = None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class RequestStepRecord:
    """An entry of a request's log."""

    kind: RequestStepKind
    at: datetime
    by: str = ""
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class RequestRecord:
    """A practice that is wanted. ``number`` is what other requests of the export name it by."""

    number: int
    title: str
    why: str
    theme: str | None = None
    asked_at: datetime
    by: str = ""
    state: RequestState
    reason: str = ""
    page: str | None = None
    same_as: int | None = None
    joins: tuple[JoinRecord, ...] = ()
    steps: tuple[RequestStepRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MoveRecord:
    """A step of a replication. The first comes from nowhere."""

    from_stage: int | None = None
    from_exit: Exit | None = None
    to_stage: int
    to_exit: Exit = Exit.NONE
    happened_on: date
    evidence: str = ""
    link: str = ""
    note: str = ""
    at: datetime
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class AnswerRecord:
    """What somebody said of a condition of the practice, which its fingerprint names."""

    condition: str
    score: int | None = None
    note: str = ""
    mitigation: str = ""
    by: str = ""
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ExperienceRecord:
    """What the city learnt, with what its kind has; ``by`` is empty in an export for visitors."""

    kind: ExperienceKind
    happened_on: date
    text: str
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
    at: datetime
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class ReplicationRecord:
    """A city takes up a practice. Where it stands is what its last move says.

    ``number`` is what frozen reports of the export name it by.
    """

    number: int = 0
    page: str
    edition: int | None = None
    city: str
    district: str = ""
    title: str = ""
    blocks: tuple[str, ...] = ()
    responsible: str = ""
    shared: bool = False
    created_at: datetime
    by: str = ""
    moves: tuple[MoveRecord, ...]
    answers: tuple[AnswerRecord, ...] = ()
    series: tuple[SeriesRecord, ...] = ()
    experiences: tuple[ExperienceRecord, ...] = ()
    plan: tuple[PlanRecord, ...] = ()
    plan_steps: tuple[PlanStepRecord, ...] = ()
    take_overs: tuple[TakeOverRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """One revision as a file. ``inferred`` are those of its tags that an import guessed and nobody confirmed.

    ``facts`` are the filled fields of the practice template, of the version ``template`` names. Of an edition: its
    number, its day, how it is cited, and its permanent address, which in a download is absolute.
    """

    title: str
    slug: str
    kind: PageKind
    summary: str = ""
    language: str = "en"
    themes: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    lead_picture: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    revision: int
    author: str = ""
    saved_at: datetime
    comment: str = ""
    minor: bool = False
    published_at: datetime | None = None
    edition: int | None = None
    disseminated_on: date | None = None
    citation: str = ""
    address: str = ""
    template: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    body: str = ""
