"""Charts as plain numbers for a template to draw: where bars, points and ticks stand.

Across, everything is in per cent of the drawing's width, so that a chart fills a phone or a page and its letters keep
their size; down, in pixels. A chart says what its table says: whoever draws one shows the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, isfinite, log10

ROW_HEIGHT, BAR_TOP, BAR_HEIGHT = 44.0, 20.0, 14.0
TICKS_HEIGHT = 22.0
PLOT_HEIGHT, PLOT_TOP = 180.0, 26.0
_WHOLE = 100.0
# At the sides of a trend, for the letters of the ticks and the marks of the first and the last point.
_LEFT, _RIGHT = 14.0, 4.0
_MOST_TICKS, _MOST_YEARS = 5, 6
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A value with what it is called; ``kind`` chooses its colour."""

    label: str
    value: float
    kind: str


@dataclass(frozen=True, kw_only=True)
class Point:
    """A value of a day."""

    on: date
    value: float
    kind: str


@dataclass(frozen=True, kw_only=True)
class Tick:
    at: float
    value: float


@dataclass(frozen=True, kw_only=True)
class PlacedBar:
    """``x`` and ``width`` across, ``y`` the top of its row."""

    bar: Bar
    x: float
    width: float
    y: float


@dataclass(frozen=True, kw_only=True)
class BarChart:
    """Bars below each other, all from the same nought; ``zero`` is where that stands, ``ticks`` stand across."""

    bars: Sequence[PlacedBar]
    ticks: Sequence[Tick]
    zero: float
    height: float


@dataclass(frozen=True, kw_only=True)
class PlacedPoint:
    point: Point
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class TrendChart:
    """Points over time: ``line`` joins those of the trend in order, ``marks`` are all points.

    ``levels`` stand down, ``years`` (their first days, by their numbers) across.
    """

    line: Sequence[tuple[PlacedPoint, PlacedPoint]]
    marks: Sequence[PlacedPoint]
    levels: Sequence[Tick]
    years: Sequence[Tick]
    height: float


def bar_chart(bars: Sequence[Bar]) -> BarChart:
    """Return where the bars stand, in the order given."""
    levels = _levels([0.0, *(bar.value for bar in bars)])
    across = _Scale(levels[0], levels[-1], 0.0, _WHOLE)
    zero = across.at(0.0)
    placed = []
    for place, bar in enumerate(bars):
        end = across.at(bar.value)
        placed.append(PlacedBar(bar=bar, x=min(zero, end), width=abs(end - zero), y=place * ROW_HEIGHT))
    ticks = [Tick(at=across.at(level), value=level) for level in levels]
    return BarChart(bars=placed, ticks=ticks, zero=zero, height=len(bars) * ROW_HEIGHT + TICKS_HEIGHT)


def trend_chart(points: Sequence[Point], *, line_of: str) -> TrendChart:
    """Return where the points stand; those of the kind ``line_of`` are joined, in the order of their days.

    The scale begins at nought unless all values lie close together far from it.
    """
    ordered = sorted(points, key=lambda point: point.on)
    values = [point.value for point in ordered]
    levels = _levels(values if _are_close(values) else [0.0, *values])
    down = _Scale(levels[0], levels[-1], PLOT_TOP + PLOT_HEIGHT, PLOT_TOP)
    first, last = ordered[0].on.year, ordered[-1].on.year + 1
    across = _Scale(_number(date(first, 1, 1)), _number(date(last, 1, 1)), _LEFT, _WHOLE - _RIGHT)
    marks = [PlacedPoint(point=each, x=across.at(_number(each.on)), y=down.at(each.value)) for each in ordered]
    step = ceil((last - first) / _MOST_YEARS)
    return TrendChart(
        line=list(pairwise(mark for mark in marks if mark.point.kind == line_of)),
        marks=marks,
        levels=[Tick(at=down.at(level), value=level) for level in levels],
        years=[Tick(at=across.at(_number(date(year, 1, 1))), value=year) for year in range(first, last + 1, step)],
        height=PLOT_TOP + PLOT_HEIGHT + TICKS_HEIGHT,
    )


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def _number(day: date) -> float:
    return float(day.toordinal())


def _are_close(values: Sequence[float]) -> bool:
    low, high = min(values), max(values)
    return (low > 0 or high < 0) and high - low < min(abs(low), abs(high)) / 2


def _levels(values: Sequence[float]) -> list[float]:
    """Return round numbers at equal distances that hold all values between the first and the last; at least two."""
    low, high = min(values), max(values)
    if not (isfinite(low) and isfinite(high)):
        raise ValueError("a value is no number")
    if low == high:
        low, high = (low, low + 1.0) if not low else (min(0.0, low), max(0.0, high))
    step = _step((high - low) / (_MOST_TICKS - 1))
    return [number * step for number in range(floor(low / step), ceil(high / step) + 1)]


def _step(least: float) -> float:
    power = 10.0 ** floor(log10(least))
    return next(nice * power for nice in _NICE if nice * power >= least * (1 - 1e-9))
