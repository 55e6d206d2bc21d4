from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.facts.dates import first_day, is_canonical, last_day, months_later, read_date


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        *(("2018", "2018"), ("2018-07", "2018-07"), ("2018-07-06", "2018-07-06"), ("2018-7-6", "2018-07-06")),
        *((" 2018 ", "2018"), ("6.7.2018", "2018-07-06"), ("06. 07. 2018", "2018-07-06"), ("06/07/2018", "2018-07-06")),
        *(("07/2018", "2018-07"), ("7.2018", "2018-07"), ("2018/7/6", "2018-07-06"), ("２０１８", "2018")),
        ("29.2.2020", "2020-02-29"),
    ],
)
def test_dates_are_stored_in_one_form(text, canonical):
    assert read_date(text) == canonical


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "2018-13",
            "2018-00",
            "2018-02-30",
            "31.4.2018",
            "18",
            "07/18",
            "summer 2018",
            "2018-2019",
            "2018-07-06T00",
        ),
        *("0218", "0000", "9999", "3018-01", "20180706", "1.2.3.2018", "٢٠١٨", "2018-07-06 00:00:00", "July 2018"),
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        read_date(text)


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}", fullmatch=True))
def test_a_date_that_was_read_can_be_reckoned_with(text):
    try:
        canonical = read_date(text)
    except ValueError:
        return
    assert is_canonical(canonical)
    assert read_date(canonical) == canonical
    assert first_day(canonical) <= last_day(canonical) < months_later(last_day(canonical), 12)


def test_a_date_spans_what_it_leaves_open():
    assert (first_day("2020"), last_day("2020")) == (date(2020, 1, 1), date(2020, 12, 31))
    assert (first_day("2020-02"), last_day("2020-02")) == (date(2020, 2, 1), date(2020, 2, 29))
    assert first_day("2020-02-03") == last_day("2020-02-03") == date(2020, 2, 3)


def test_months_end_where_the_month_is_shorter():
    assert months_later(date(2020, 2, 29), 12) == date(2021, 2, 28)
    assert months_later(date(2018, 12, 31), 2) == date(2019, 2, 28)
    assert months_later(date(2018, 12, 1), 1) == date(2019, 1, 1)
