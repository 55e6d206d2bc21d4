"""What an export holds of peer exchange: the format that what writes it and what reads it both use."""

from dataclasses import dataclass
from datetime import date, datetime

from wiki.exchange.types import Format, InterestState, InterestStepKind


@dataclass(frozen=True, kw_only=True)
class TakenUp:
    """The replication that an exchange is for, among those of the exchange's page."""

    city: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class ExchangeRecord:
    """People of cities met. ``number`` is what interests of the export name it by."""

    number: int
    format: Format
    title: str
    starts_on: date
    ends_on: date | None = None
    host: str
    guests: tuple[str, ...]
    theme: str | None = None
    page: str | None = None
    replication: TakenUp | None = None
    people: int | None = None
    mentor: str = ""
    outcome: str = ""
    link: str = ""
    created_at: datetime
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class InterestStepRecord:
    kind: InterestStepKind
    at: datetime
    by: str = ""
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class InterestRecord:
    """What a city wants to learn."""

    city: str
    theme: str
    page: str | None = None
    does: str
    issue: str
    category: str = ""
    travel: str
    follows_up: bool = False
    state: InterestState
    exchange: int | None = None
    partner: str | None = None
    made_at: datetime
    by: str = ""
    steps: tuple[InterestStepRecord, ...]
