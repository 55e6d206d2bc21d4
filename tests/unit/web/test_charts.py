"""Charts say what their numbers say."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.web.charts import Bar, Point, bar_chart, trend_chart

VALUES = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 4))
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def bars(*values: float) -> list[Bar]:
    return [Bar(label=str(value), value=value, kind="measured") for value in values]


def test_bars_are_as_long_as_their_values() -> None:
    chart = bar_chart(bars(100, 50, 0))
    assert [bar.width for bar in chart.bars] == [100, 50, 0]
    assert [bar.x for bar in chart.bars] == [0, 0, 0]
    assert [tick.value for tick in chart.ticks] == [0, 25, 50, 75, 100]


def test_what_is_below_nought_goes_to_the_left() -> None:
    chart = bar_chart(bars(-50, 100))
    below, above = chart.bars
    assert below.x + below.width == pytest.approx(chart.zero) == pytest.approx(above.x)
    assert above.width == pytest.approx(2 * below.width)


@given(values=st.lists(VALUES, min_size=1, max_size=12))
def test_every_bar_is_inside_and_in_proportion(values: list[float]) -> None:
    chart = bar_chart(bars(*values))
    for placed in chart.bars:
        assert -1e-6 <= placed.x <= placed.x + placed.width <= 100 + 1e-6
    longest = max(chart.bars, key=lambda placed: abs(placed.bar.value))
    if longest.bar.value:
        for placed in chart.bars:
            assert placed.width == pytest.approx(longest.width * abs(placed.bar.value / longest.bar.value), abs=1e-6)


@given(values=st.lists(VALUES, min_size=1, max_size=12))
def test_ticks_are_few_and_at_equal_distances(values: list[float]) -> None:
    ticks = [tick.at for tick in bar_chart(bars(*values)).ticks]
    assert 2 <= len(ticks) <= 7
    gaps = [second - first for first, second in pairwise(ticks)]
    assert gaps == pytest.approx([gaps[0]] * len(gaps))


def test_no_value_at_all_still_has_a_scale() -> None:
    assert bar_chart(bars(0)).ticks[0].value == 0


@given(given_points=st.lists(st.tuples(DAYS, VALUES, st.sampled_from(["measured", "target"])), min_size=1, max_size=30))
def test_points_stand_in_order_and_higher_ones_above(given_points: list[tuple[date, float, str]]) -> None:
    points = [Point(on=on, value=value, kind=kind) for on, value, kind in given_points]
    chart = trend_chart(points, line_of="measured")
    assert [mark.x for mark in chart.marks] == sorted(mark.x for mark in chart.marks)
    assert all(0 <= mark.x <= 100 and 0 <= mark.y <= chart.height for mark in chart.marks)
    highest = max(chart.marks, key=lambda mark: mark.point.value)
    assert highest.y == min(mark.y for mark in chart.marks)
    assert len(chart.line) == max(0, sum(point.kind == "measured" for point in points) - 1)


def test_a_scale_need_not_begin_at_nought_for_what_lies_far_from_it() -> None:
    start = date(2017, 1, 1)
    points = [Point(on=start + timedelta(days=30 * n), value=1_000 + n, kind="measured") for n in range(5)]
    assert trend_chart(points, line_of="measured").levels[0].value == 1_000
    assert trend_chart([*points, Point(on=start, value=300, kind="target")], line_of="measured").levels[0].value == 0


def test_many_years_are_told_by_a_few() -> None:
    points = [Point(on=date(year, 6, 1), value=1, kind="measured") for year in range(2000, 2026)]
    years = [tick.value for tick in trend_chart(points, line_of="measured").years]
    assert years[0] == 2000
    assert len(years) <= 7
