"""Evaluation reports of a theme: what a period came to, and what editors say of it. Frozen values.

What is generated holds nothing but texts and numbers, so that a frozen report is stored and read as it stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from wiki.core.messages import Message, message
from wiki.monitoring.periods import write_period
from wiki.monitoring.progress import Monitored
from wiki.monitoring.types import Figure, Period

TEXT_MAX = 20_000


@dataclass(frozen=True, kw_only=True)
class ReportedResult:
    """Where a series stood at the end of the period.

    Amounts are in ``unit``, ``reached`` is the part of the way to the target, 1 at it; ``is_met`` is None where there
    is nothing to tell it by. ``reasons`` are the notes of the values that were measured in the period. ``replication``
    is the number of the one it was measured in, ``of`` the practice that this is a replication of.
    """

    slug: str
    practice: str
    city: str
    indicator: str
    boundary: str
    unit: str
    baseline: float | None
    target: float | None
    target_period: str
    measured: float | None
    measured_period: str
    reached: float | None
    is_met: bool | None
    reasons: tuple[str, ...]
    replication: int | None = None
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportedDelay:
    """A practice that is late, or a ``replication`` (its number) that was left, with the reason, which may be empty.

    ``exit`` is how it was left, ``city`` who left it; both are empty of a practice.
    """

    slug: str
    practice: str
    reason: str
    replication: int | None = None
    city: str = ""
    exit: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportedBarrier:
    """A barrier nobody has solved; ``category`` is a word of ``influence_category``, ``severity`` 1 to 5 or None."""

    slug: str
    practice: str
    text: str
    category: str
    severity: int | None
    help_wanted: bool


@dataclass(frozen=True, kw_only=True)
class ReportedLesson:
    """``kind`` is a word of ``lesson_kind``."""

    slug: str
    practice: str
    text: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class ReportFigures:
    """What is generated of a report."""

    results: tuple[ReportedResult, ...]
    delays: tuple[ReportedDelay, ...]
    barriers: tuple[ReportedBarrier, ...]
    lessons: tuple[ReportedLesson, ...]

    @property
    def met(self) -> int:
        return sum(result.is_met is True for result in self.results)

    @property
    def deviations(self) -> Sequence[ReportedResult]:
        """The results that miss their target."""
        return [result for result in self.results if result.is_met is False]


@dataclass(frozen=True, kw_only=True)
class ReportTexts:
    """What is written beside the figures, before and after them: plain text, a blank line between paragraphs."""

    introduction: str = ""
    assessment: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportEdition:
    """A report as it was frozen."""

    theme: str
    number: int
    period: Period
    texts: ReportTexts
    figures: ReportFigures
    by: str
    at: datetime


def reported(each: Monitored, reasons: Sequence[str]) -> ReportedResult:
    """Return what a report tells of a series."""
    standing, way = each.standing, each.way
    return ReportedResult(
        slug=each.card.slug,
        practice=each.card.title,
        city=each.card.city or "",
        indicator=str(each.indicator.name),
        boundary=standing.boundary,
        unit=standing.unit,
        baseline=_amount(standing.baseline),
        target=_amount(standing.target),
        target_period=_period(standing.target),
        measured=_amount(standing.whole),
        measured_period=_period(standing.whole),
        reached=way.reached if way else None,
        is_met=way.is_met if way else None,
        reasons=tuple(reasons),
        replication=each.card.replication,
        of=each.card.of,
    )


def text_errors(texts: ReportTexts) -> dict[str, Message]:
    """Return what is wrong with the texts, by field."""
    told = asdict(texts)
    too_long = message("Keep this under {limit} characters.", limit=TEXT_MAX)
    return {name: too_long for name, text in told.items() if len(text) > TEXT_MAX}


def to_stored(figures: ReportFigures) -> dict[str, Any]:
    return asdict(figures)


def from_stored(stored: Mapping[str, Any]) -> ReportFigures:
    """Return figures as :func:`to_stored` stored them."""
    return ReportFigures(
        results=tuple(ReportedResult(**row | {"reasons": tuple(row["reasons"])}) for row in stored["results"]),
        delays=tuple(ReportedDelay(**row) for row in stored["delays"]),
        barriers=tuple(ReportedBarrier(**row) for row in stored["barriers"]),
        lessons=tuple(ReportedLesson(**row) for row in stored["lessons"]),
    )


def _amount(figure: Figure | None) -> float | None:
    return None if figure is None else figure.amount


def _period(figure: Figure | None) -> str:
    return "" if figure is None else write_period(figure.period)
