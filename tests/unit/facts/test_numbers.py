import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.facts.numbers import Unclear, read_number, simplest, write_number

FLOATS = st.floats(min_value=-1e14, max_value=1e14)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("1200", 1200), (" 5 ", 5), ("+5", 5), ("-0", 0), ("007", 7), ("−0.5", -0.5), ("0,5", 0.5), ("0.123", 0.123)),
        *(("1 200", 1200), ("1\u00a0200", 1200), ("1\u202f234\u202f567", 1234567), ("1’200,50", 1200.5)),
        *(("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.234.567", 1234567), ("1,234,567.25", 1234567.25)),
        *(("1.234,567", 1234.567), ("103,26", 103.26), ("22.0830", 22.083), ("1234.567", 1234.567)),
        *(("１２３４", 1234), ("１２．５", 12.5), ("－５", -5), ("999999999999999", 999999999999999)),
    ],
)
def test_numbers_are_read_as_people_of_all_cities_write_them(text, number):
    read = read_number(text)
    assert read == number
    assert type(read) is type(number)


@pytest.mark.parametrize("text", ["1,200", "1.234", "-12.345", "999,999", "１,200"])
def test_what_may_mean_two_numbers_is_no_number(text):
    with pytest.raises(Unclear):
        read_number(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "m²", "5 m²", "about 5", "5-6", "5–6", "13 (15/17)", "1e5", "1.234.5", "1.234.567.8", "1,23,456"),
        *(
            "12 34",
            "1 23 456",
            "1234 567",
            "2018 123 1",
            "0.123.456",
            "nan",
            "inf",
            "∞",
            "½",
            "5²",
            "٣",
            "1_000",
            "--5",
        ),
        *("9" * 16, "0.1234567891", ".5", "5.", "1 200 4", "1\n200"),
    ],
)
def test_free_text_is_no_number(text):
    with pytest.raises(ValueError, match=r".*") as raised:
        read_number(text)
    assert not isinstance(raised.value, Unclear)


@given(st.text(max_size=30) | st.from_regex(r"[-+0-9., '’]{1,14}", fullmatch=True))
def test_a_text_is_a_number_or_an_error(text):
    try:
        number = read_number(text)
    except ValueError:
        return
    assert math.isfinite(number)
    assert simplest(number) == number


@given(FLOATS | st.integers(-(10**15) + 1, 10**15 - 1))
def test_a_number_in_a_form_is_the_same_number_when_it_comes_back(number):
    number = simplest(number)
    assert read_number(write_number(number)) == number
    assert simplest(number) == number


def test_a_number_with_three_decimals_is_not_taken_for_thousands():
    assert write_number(1.234) == "1.2340"
    assert write_number(22.08) == "22.08"
    assert write_number(1234) == "1234"
    assert write_number(0.0000001) == "0.0000001"


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 10**15, 1e300, 10**400])
def test_what_cannot_be_counted_is_refused(number):
    with pytest.raises(ValueError, match=r".*"):
        simplest(number)
