"""The pictures of a series: what was before, is aimed at and was measured as bars, and what was measured over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from wiki.http.translating import translated
from wiki.monitoring.periods import middle, write_period
from wiki.monitoring.rules import is_whole, latest
from wiki.monitoring.types import FigureKind, Series, SeriesValue
from wiki.web.charts import Bar, BarChart, Point, TrendChart, bar_chart, trend_chart

_LEAST_OF_TREND = 2
# What stands beside the line: what it began with and goes to.
_BESIDE = (FigureKind.BASELINE, FigureKind.TARGET)


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """What is drawn of a series; ``kinds`` are the marks of its trend with their names, where it has one."""

    bars: BarChart | None
    trend: TrendChart | None
    kinds: Sequence[tuple[str, str]]


def kind_names() -> Mapping[str, str]:
    """Return what people read for each kind of figure."""
    return {
        "baseline": gettext("Baseline"),
        "target": gettext("Target"),
        "design": gettext("Design"),
        "interim": gettext("Interim"),
        "measured": gettext("Measured"),
    }


def formula_names() -> Mapping[str, str]:
    """Return what people read for each formula."""
    return {
        "saving": gettext("Saving"),
        "performance_gap": gettext("Performance gap"),
        "unit_investment": gettext("Unit investment"),
        "payback": gettext("Payback"),
        "co2_avoided": gettext("CO₂ avoided"),
    }


def pictures_of(series: Series) -> Pictures:
    """Return the drawings of a series; none of what nothing is known of."""
    names = kind_names()
    last = [value for kind in FigureKind if (value := latest(series, kind)) and is_whole(series, value)]
    bars = [
        Bar(label=f"{names[value.kind]} {write_period(value.period)}", value=value.amount, kind=value.kind.value)
        for value in last
    ]
    points = _points(series)
    kinds = {point.kind for point in points}
    return Pictures(
        bars=bar_chart(bars) if bars else None,
        trend=trend_chart(points, line_of=FigureKind.MEASURED.value) if points else None,
        kinds=[(kind, name) for kind, name in names.items() if kind in kinds],
    )


def title_of(series: Series) -> str:
    name = translated(series.indicator.name)
    return f"{name} · {series.boundary}" if series.boundary else name


def _points(series: Series) -> Sequence[Point]:
    measured = series.standing(FigureKind.MEASURED)
    if len(measured) < _LEAST_OF_TREND:
        return []
    beside = [value for kind in _BESIDE for value in series.standing(kind)]
    return [_point(value) for value in (*measured, *beside)]


def _point(value: SeriesValue) -> Point:
    # A target is met by the end of its time; what was measured holds for all of it.
    day = value.period.ends if value.kind is FigureKind.TARGET else middle(value.period)
    return Point(on=day, value=value.amount, kind=value.kind.value)
