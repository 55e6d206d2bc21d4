"""Periods are read as people write them, and months are counted once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.monitoring.periods import read_period, whole_months, write_period
from wiki.monitoring.types import Period

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(starts=min(days), ends=max(days)))


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2017-04..2018-03", date(2017, 4, 1), date(2018, 3, 31)),
        ("04/2017 – 03/2018", date(2017, 4, 1), date(2018, 3, 31)),
        ("1.5.2017 - 31.5.2017", date(2017, 5, 1), date(2017, 5, 31)),
        ("2017 to 2018", date(2017, 1, 1), date(2018, 12, 31)),
        ("2017-05-04", date(2017, 5, 4), date(2017, 5, 4)),
    ],
)
def test_periods_are_read_as_people_write_them(text: str, starts: date, ends: date) -> None:
    assert read_period(text) == Period(starts=starts, ends=ends)


@pytest.mark.parametrize("text", ["", "winter", "2018..2017", "2017..2018..2019", "2017-13", "..", "2017.."])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - several readers refuse, each in its words
        read_period(text)


@given(period=PERIODS)
def test_a_period_is_read_back_as_it_was_written(period: Period) -> None:
    assert read_period(write_period(period)) == period


def test_a_year_is_written_as_one() -> None:
    assert write_period(read_period("2017-01..2017-12")) == "2017"
    assert write_period(read_period("2017-04..2018-03")) == "2017-04..2018-03"


@given(periods=st.lists(PERIODS, max_size=5))
def test_months_that_periods_share_count_once(periods: list[Period]) -> None:
    days = {
        each.starts + timedelta(days=number) for each in periods for number in range((each.ends - each.starts).days + 1)
    }
    starts = {day for day in days if day.day == 1}
    whole = [day for day in starts if days.issuperset(_month(day))]
    assert whole_months(periods) == len(whole)


def _month(first: date) -> list[date]:
    days = (first + timedelta(days=number) for number in range(31))
    return [day for day in days if day.month == first.month]
