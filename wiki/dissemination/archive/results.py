"""What an export holds of results. These values are the format: what writes it and what reads it both use them."""

from dataclasses import dataclass
from datetime import date, datetime

from wiki.indicators.types import Direction
from wiki.monitoring.reports import ReportFigures
from wiki.monitoring.types import FigureKind


@dataclass(frozen=True, kw_only=True)
class IndicatorRecord:
    """What results are told in; ``theme`` is empty for all themes."""

    key: str
    name: str
    theme: str = ""
    unit: str
    direction: Direction
    calculation: str = ""
    formula: str = ""
    source: str = ""
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class RulingRecord:
    """An editor said that a value does not count."""

    by: str = ""
    at: datetime
    why: str


@dataclass(frozen=True, kw_only=True)
class ValueRecord:
    """A value as it was entered. ``number`` is what a correction names it by as that which it ``replaces``."""

    number: int
    kind: FigureKind
    starts: date
    ends: date
    value: float
    unit: str
    method: str = ""
    grade: str = ""
    weather_corrected: bool | None = None
    source: str = ""
    note: str = ""
    factor: float | None = None
    by: str = ""
    at: datetime
    replaces: int | None = None
    set_aside: RulingRecord | None = None


@dataclass(frozen=True, kw_only=True)
class SeriesRecord:
    """An indicator of a practice's page, or of the replication it stands in, within one boundary, with all its values
    in the order of their numbers.
    """

    page: str
    indicator: str
    boundary: str = ""
    unit: str
    values: tuple[ValueRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportRecord:
    """An evaluation report of a theme as it was frozen; replications in its figures are named by their numbers."""

    theme: str
    number: int
    starts: date
    ends: date
    introduction: str = ""
    assessment: str = ""
    figures: ReportFigures
    by: str = ""
    at: datetime
