"""The results of a practice or a replication: what was before, what is aimed at, what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from wiki.facts import VOCABULARIES
from wiki.indicators.formulas import Formula
from wiki.monitoring import queries
from wiki.monitoring.following import follows
from wiki.monitoring.periods import write_period
from wiki.monitoring.rules import (
    Distance,
    Trend,
    computed,
    conflicts,
    is_confirmed,
    latest,
    months_measured,
    trend,
    way_of,
)
from wiki.monitoring.types import FigureKind, Series, SeriesValue
from wiki.pages.queries import get_view
from wiki.web.context import actor, taxonomy
from wiki.web.monitoring.drawing import Pictures, formula_names, pictures_of, title_of
from wiki.web.monitoring.measured import Measured, of_both
from wiki.web.monitoring.saving import unit_name


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
    pictures: Pictures


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
        title_of=title_of,
        formulas=formula_names(),
        followed=follows(get_view(actor(), measured.page, taxonomy()).facts) if measured.page else (),
        unit_name=unit_name,
    )


def _shown(series: Series) -> ShownSeries:
    return ShownSeries(
        series=series,
        last={kind.value: value for kind in FigureKind if (value := latest(series, kind))},
        distance=way_of(series),
        trend=trend(series.standing(FigureKind.MEASURED)),
        months=months_measured(series.values),
        is_confirmed=is_confirmed(series.values),
        computed=computed(series),
        conflicts=conflicts(series),
        pictures=pictures_of(series),
    )
