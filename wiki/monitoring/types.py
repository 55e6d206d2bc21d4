"""What monitoring speaks of: series, their values, and where a series stands. Frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from wiki.core.ids import PageId, SeriesId, SeriesValueId
from wiki.indicators.types import Indicator


class FigureKind(StrEnum):
    """What a number is of; the words of the vocabulary ``figure_kind``."""

    BASELINE = "baseline"
    TARGET = "target"
    DESIGN = "design"
    INTERIM = "interim"
    MEASURED = "measured"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What was measured: a practice's page or a replication, by number; exactly one of them."""

    page: PageId | None = None
    replication: int | None = None


@dataclass(frozen=True, kw_only=True, order=True)
class Period:
    """From the first day of something to its last."""

    starts: date
    ends: date


@dataclass(frozen=True, kw_only=True)
class ValueDraft:
    """A value as somebody tells it, each part read.

    ``indicator`` is a key; ``unit``, ``method`` and ``grade`` are words of the vocabularies of these names.
    ``weather_corrected`` is None where nobody knows; ``factor`` is the kg of CO₂ of one of the unit.
    """

    indicator: str
    boundary: str
    kind: FigureKind
    period: Period
    value: float
    unit: str
    method: str = ""
    grade: str = ""
    weather_corrected: bool | None = None
    source: str = ""
    note: str = ""
    factor: float | None = None


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """The ruling of an editor that a value does not count."""

    by: str
    at: datetime
    why: str


@dataclass(frozen=True, kw_only=True)
class SeriesValue:
    """A value of a series: ``value`` in ``unit`` as entered, ``amount`` in the unit of its series.

    ``replaces`` is the value that this one corrects. One that ``stands`` is neither corrected nor set aside.
    """

    id: SeriesValueId
    series: SeriesId
    kind: FigureKind
    period: Period
    value: float
    unit: str
    amount: float
    method: str
    grade: str
    weather_corrected: bool | None
    source: str
    note: str
    factor: float | None
    entered_by: str
    entered_at: datetime
    replaces: SeriesValueId | None
    stands: bool
    set_aside: SetAside | None


@dataclass(frozen=True, kw_only=True)
class Series:
    """An indicator of one subject within one boundary; ``values`` are all of them, by kind and period."""

    id: SeriesId
    subject: Subject
    indicator: Indicator
    boundary: str
    unit: str
    values: Sequence[SeriesValue]

    def standing(self, kind: FigureKind) -> Sequence[SeriesValue]:
        """Return the values of a kind that stand, the oldest period first."""
        return [value for value in self.values if value.stands and value.kind is kind]

    def last(self, kind: FigureKind) -> SeriesValue | None:
        """Return the value of the latest period."""
        return max(self.standing(kind), key=lambda value: (value.period.ends, value.id), default=None)


class Figure(NamedTuple):
    """A number in the unit of its series. A tuple, for dashboards make one of each figure there is.

    ``is_part``: it is of a part of a year where a year is meant, and nothing is compared with it.
    """

    amount: float
    period: Period
    grade: str
    is_part: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesStanding:
    """Where a series stands: its last baseline, target and measured value."""

    id: SeriesId
    subject: Subject
    indicator: str
    boundary: str
    unit: str
    baseline: Figure | None = None
    target: Figure | None = None
    measured: Figure | None = None

    @property
    def whole(self) -> Figure | None:
        """The measured value where it is of all the time that its unit speaks of: what can be told beside others."""
        return None if self.measured is None or self.measured.is_part else self.measured


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What an entry came to; a value that stood already with the same number is ``unchanged``."""

    added: Sequence[SeriesValueId]
    unchanged: int
