"""The results of a practice or a replication: what was before, what is aimed at, what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from wiki.dissemination.downloads.tables import as_csv
from wiki.facts import VOCABULARIES
from wiki.indicators.formulas import Formula
from wiki.monitoring import queries
from wiki.monitoring.periods import write_period
from wiki.monitoring.rules import (
    Distance,
    Trend,
    computed,
    conflicts,
    distance,
    is_confirmed,
    months_measured,
    trend,
)
from wiki.monitoring.types import FigureKind, Series, SeriesValue
from wiki.web.context import actor
from wiki.web.downloads import attached
from wiki.web.monitoring.measured import Measured, of_both
from wiki.web.monitoring.words import cells_of, column_names


@dataclass(frozen=True, kw_only=True)
class ShownSeries:
    """A series with what follows from it."""

    series: Series
    last: dict[str, SeriesValue]
    distance: Distance | None
    trend: Trend | None
    months: int
    is_confirmed: bool
    computed: Sequence[tuple[Formula, float]]
    conflicts: Sequence[Sequence[SeriesValue]]


@of_both("")
def results(measured: Measured) -> ResponseReturnValue:
    found = [_shown(series) for series in queries.list_series(actor(), measured.subject)]
    return render_template(
        "monitoring/results.html",
        measured=measured,
        page=measured.page,
        found=found,
        may_enter=measured.may_enter,
        write_period=write_period,
        vocabularies=VOCABULARIES,
    )


@of_both(".csv")
def table(measured: Measured) -> ResponseReturnValue:
    """All values that stand, under headings by which they can be read in again."""
    found = queries.list_series(actor(), measured.subject)
    rows = [list(cells_of(series, value).values()) for series in found for value in series.values if value.stands]
    lines: list[list[str]] = [list(column_names()), *rows]
    return attached(Response(as_csv(lines), mimetype="text/csv"), measured.file_name)


def _shown(series: Series) -> ShownSeries:
    last = {kind.value: value for kind in FigureKind if (value := series.last(kind))}
    baseline, target, measured = (last.get(kind) for kind in ("baseline", "target", "measured"))
    way = None
    if target and measured:
        before = baseline.amount if baseline else None
        way = distance(target.amount, measured.amount, before, series.indicator.direction)
    return ShownSeries(
        series=series,
        last=last,
        distance=way,
        trend=trend(series.standing(FigureKind.MEASURED)),
        months=months_measured(series.values),
        is_confirmed=is_confirmed(series.values),
        computed=computed(series),
        conflicts=conflicts(series),
    )
