"""A month says nothing of a year; twelve of them are one."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.indicators.units import part_of_year
from wiki.monitoring.periods import read_period
from wiki.monitoring.types import Period
from wiki.monitoring.years import at_yearly_pace, is_part, whole_year


@dataclass(frozen=True)
class Said:
    period: Period
    amount: float
    grade: str = "b"


def month(number: int, amount: float, *, year: int = 2025) -> Said:
    """Return what a month came to in kWh/m², as it is kept."""
    period = Period(starts=date(year, number, 1), ends=date(year, number, monthrange(year, number)[1]))
    return Said(period, at_yearly_pace(amount, "kWh/m2", "kWh/m2a", period))


@given(st.lists(st.floats(0, 500), min_size=12, max_size=12))
def test_twelve_months_are_their_sum_a_year(amounts: list[float]) -> None:
    found = whole_year([month(number, amount) for number, amount in enumerate(amounts, start=1)])
    assert found is not None
    assert found[0] == Period(starts=date(2025, 1, 1), ends=date(2025, 12, 31))
    assert found[1] == pytest.approx(sum(amounts), abs=1e-6)


def test_a_month_that_is_missing_leaves_no_year() -> None:
    assert whole_year([month(number, 10) for number in range(1, 13) if number != 7]) is None


def test_the_last_twelve_months_count_and_of_one_month_what_was_entered_last() -> None:
    told = [month(number, 50, year=2024) for number in range(1, 13)]
    told += [month(number, 10) for number in range(1, 4)] + [month(3, 20)]
    found = whole_year(told)
    assert found is not None
    assert found[0] == Period(starts=date(2024, 4, 1), ends=date(2025, 3, 31))
    assert found[1] == pytest.approx(9 * 50 + 10 + 10 + 20)


def test_the_worst_grade_is_that_of_the_year() -> None:
    told = [month(number, 10) for number in range(1, 12)] + [Said(month(12, 1).period, 12, "d")]
    found = whole_year(told)
    assert found is not None
    assert found[2] == "d"


@pytest.mark.parametrize(
    ("period", "unit", "expected"),
    [
        ("2025-01", "kWh/m2a", True),
        ("2025-01..2025-06", "MWh/a", True),
        ("2025", "kWh/m2a", False),
        ("2019-10..2020-09", "kWh/m2a", False),
        ("2025-01", "kWh", False),
        ("2025-01", "percent", False),
    ],
)
def test_only_a_value_of_years_is_too_large_for_a_month(period: str, unit: str, expected: bool) -> None:
    assert is_part(read_period(period), unit) is expected


@pytest.mark.parametrize(
    ("unit", "part"),
    [("kWh/m2a", "kWh/m2"), ("MWh/a", "MWh"), ("tCO2/a", "tCO2"), ("kWh", None), ("a", None), ("percent", None)],
)
def test_the_part_of_a_year_is_told_without_the_year(unit: str, part: str | None) -> None:
    assert part_of_year(unit) == part


@pytest.mark.parametrize("text", ["April 2017", "Apr 2017", "Apr. 2017", "april 2017", "avril 2017", "април 2017"])
def test_a_month_may_be_named(text: str) -> None:
    assert read_period(text) == read_period("2017-04")


def test_months_may_be_named_at_both_ends() -> None:
    assert read_period("Okt. 2019 – September 2020") == read_period("2019-10..2020-09")


def test_other_words_are_no_months() -> None:
    with pytest.raises(ValueError, match="Spring"):
        read_period("Spring 2017")
