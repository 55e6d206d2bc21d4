"""The last figures of something's series, as pages of others show them."""

from dataclasses import dataclass

from flask_babel import format_decimal

from wiki.facts import VOCABULARIES
from wiki.http.translating import translated
from wiki.monitoring.periods import write_period
from wiki.monitoring.queries import list_series
from wiki.monitoring.rules import is_whole, latest
from wiki.monitoring.types import FigureKind, Series, SeriesValue, Subject
from wiki.web.context import actor


@dataclass(frozen=True, kw_only=True)
class LastFigures:
    """A series by its newest figure of each kind, as text; empty where there is none."""

    name: str
    boundary: str
    baseline: str
    target: str
    measured: str


def last_figures(subject: Subject) -> list[LastFigures]:
    """Return the series of a subject that the reader may see, in the order of the catalogue."""
    return [_told(series) for series in list_series(actor(), subject)]


def _told(series: Series) -> LastFigures:
    return LastFigures(
        name=str(series.indicator.name),
        boundary=series.boundary,
        baseline=_figure(series, series.last(FigureKind.BASELINE)),
        target=_figure(series, series.last(FigureKind.TARGET)),
        measured=_figure(series, latest(series, FigureKind.MEASURED)),
    )


def _figure(series: Series, value: SeriesValue | None) -> str:
    """Return a figure with its period; a part of a year as it was entered, for it says nothing of the year."""
    if value is None:
        return ""
    told = (value.amount, series.unit) if is_whole(series, value) else (value.value, value.unit)
    return f"{amount(*told)} ({write_period(value.period)})"


def amount(number: float, unit: str) -> str:
    """Return a number with its unit, as the reader's language writes it."""
    told = format_decimal(number)
    return told if unit == "number" else f"{told} {translated(VOCABULARIES['unit'][unit])}"
