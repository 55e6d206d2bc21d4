"""Conflicts, distances, trends and what confirms a result."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.ids import IndicatorId, PageId, SeriesId, SeriesValueId
from wiki.indicators.types import Direction, Indicator
from wiki.monitoring.periods import read_period
from wiki.monitoring.rules import (
    Trend,
    computed,
    conflicts,
    distance,
    draft_errors,
    is_confirmed,
    may_enter,
    months_measured,
    trend,
)
from wiki.monitoring.types import FigureKind, Series, SeriesValue, Subject, ValueDraft

AT = datetime(2026, 11, 23, tzinfo=UTC)
TODAY = AT.date()
NUMBERS = st.floats(-1e6, 1e6)
HEAT = Indicator(
    id=IndicatorId(1),
    key="specific_heat",
    name="Specific heat demand",
    theme="refurbishment",
    unit="kWh/m2a",
    direction=Direction.DOWN,
    calculation="",
    formula="",
    source="",
    updated_at=AT,
)


def value(number: int, amount: float, period: str = "2020", kind: str = "measured", **changed: Any) -> SeriesValue:
    told: dict[str, Any] = {"method": "metered", "grade": "a", "weather_corrected": None, "stands": True}
    told |= {"source": "", "note": "", "factor": None, "replaces": None, "set_aside": None}
    told |= {"entered_by": "Ada", "entered_at": AT, "unit": "kWh/m2a", "value": amount, "amount": amount}
    named = {
        "id": SeriesValueId(number),
        "series": SeriesId(1),
        "kind": FigureKind(kind),
        "period": read_period(period),
    }
    return SeriesValue(**named, **(told | changed))


def series(*values: SeriesValue) -> Series:
    subject = Subject(page=PageId(1))
    return Series(id=SeriesId(1), subject=subject, indicator=HEAT, boundary="", unit="kWh/m2a", values=values)


def draft(**changed: Any) -> ValueDraft:
    told: dict[str, Any] = {"indicator": "specific_heat", "boundary": "", "kind": FigureKind.MEASURED, "value": 22.0}
    told |= {"period": read_period("2020"), "unit": "kWh/m2a", "method": "metered"}
    return ValueDraft(**(told | changed))


def test_two_numbers_for_one_period_conflict_until_one_is_set_aside() -> None:
    one, other = value(1, 22.08), value(2, 23)
    assert conflicts(series(one, other, value(3, 30, "2021"))) == [[one, other]]
    assert conflicts(series(one, value(2, 23, stands=False))) == []
    assert conflicts(series(one, value(2, 22.08))) == []
    assert conflicts(series(one, value(2, 23, kind="target"))) == []


def test_the_distance_to_a_target_that_lies_below() -> None:
    found = distance(target=20, measured=40, baseline=100, direction=Direction.DOWN)
    assert (found.left, found.reached, found.is_met) == (-20, 0.75, False)
    assert distance(target=20, measured=19, baseline=None, direction=Direction.DOWN).is_met


def test_where_neither_way_is_better_the_target_tells() -> None:
    assert not distance(target=10, measured=50, baseline=90, direction=Direction.NONE).is_met
    assert distance(target=90, measured=95, baseline=50, direction=Direction.NONE).is_met


@given(baseline=NUMBERS, target=NUMBERS)
def test_at_the_target_all_of_the_way_is_behind(baseline: float, target: float) -> None:
    found = distance(target, target, baseline, Direction.NONE)
    assert found.is_met
    assert found.left == 0
    assert found.reached is None or found.reached == pytest.approx(1)


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([10, 20, 30], Trend.RISING),
        ([30, 20, 10], Trend.FALLING),
        ([100, 100.5, 100], Trend.STEADY),
        ([10, 20], None),
    ],
)
def test_where_measured_values_go(amounts: list[float], expected: Trend | None) -> None:
    values = [value(number, amount, str(2018 + number)) for number, amount in enumerate(amounts)]
    assert trend(values) is expected


def test_values_of_one_day_have_no_trend() -> None:
    assert trend([value(number, number) for number in range(5)]) is None


def test_twelve_months_of_grade_a_or_b_confirm() -> None:
    months = [value(number, 20, f"2020-{number:02}", grade="ab"[number % 2]) for number in range(1, 13)]
    assert months_measured(months) == 12
    assert is_confirmed(months)
    assert not is_confirmed(months[1:])
    assert not is_confirmed([*months[1:], value(20, 20, "2020-01", grade="c")])
    assert not is_confirmed([*months[1:], value(20, 20, "2020-01", stands=False)])
    assert not is_confirmed([value(1, 20, kind="baseline")])


def test_the_saving_follows_from_baseline_and_measurement() -> None:
    found = computed(series(value(1, 100, "2015", "baseline"), value(2, 30, "2020", "design"), value(3, 33, "2021")))
    assert [(formula.key, result) for formula, result in found] == [
        ("saving", pytest.approx(67)),
        ("performance_gap", pytest.approx(10)),
    ]
    assert computed(series(value(1, 100, "2015", "baseline"))) == []


def avoided(unit: str, before: SeriesValue, after: SeriesValue) -> list[float]:
    found = computed(replace(series(before, after), unit=unit))
    return [result for formula, result in found if formula.key == "co2_avoided"]


def test_co2_avoided_follows_from_amounts_with_their_factors() -> None:
    before = value(1, 20_000, "2015", "baseline", unit="l", factor=2.65)
    after = value(2, 1_000, "2016", unit="l", factor=2.65)
    assert avoided("l", before, after) == [pytest.approx(50.35)]
    # A year is a day longer now and then, and half a year is no year.
    assert avoided("l", before, replace(after, period=read_period("2016-01..2016-06"))) == []
    assert avoided("l/a", before, after) == [pytest.approx(50.35)]
    assert avoided("l/a", before, replace(after, period=read_period("2016-01..2016-06"))) == []
    assert avoided("l", before, replace(after, factor=None)) == []
    assert avoided("kWh/m2a", before, after) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"unit": "kg"}, "unit"),
        ({"method": ""}, "method"),
        ({"period": read_period("2027")}, "period"),
        ({"note": "x" * 501}, "note"),
        ({"boundary": "x" * 201}, "boundary"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(changed: dict[str, Any], field: str) -> None:
    assert list(draft_errors(draft(**changed), unit="kWh/m2a", today=TODAY)) == [field]
    assert draft_errors(draft(), unit="kWh/m2a", today=TODAY) == {}


def test_a_target_needs_no_method_and_lies_ahead() -> None:
    aim = draft(kind=FigureKind.TARGET, method="", period=read_period("2030"))
    assert draft_errors(aim, unit="kWh/m2a", today=TODAY) == {}


def test_a_scale_ends() -> None:
    assert "value" in draft_errors(draft(unit="scale_1_5", value=6.0), unit="scale_1_5", today=date(2026, 1, 1))


def test_who_may_enter() -> None:
    assert not may_enter(VISITOR)
    assert not may_enter(Actor(role=Role.OBSERVER, city="sofia"), city="sofia")
    assert may_enter(Actor(role=Role.EDITOR))
    assert may_enter(Actor(role=Role.EDITOR, city="sofia"), city="sofia")
    assert not may_enter(Actor(role=Role.EDITOR, city="venice"), city="sofia")
    assert may_enter(Actor(role=Role.REVIEWER, city="venice"), city="sofia")
    assert not may_enter(Actor(role=Role.EDITOR, read_only=True))
