"""Units as people write them, and the units a wrong one is answered with."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.facts import VOCABULARIES
from wiki.indicators.units import UnknownUnit, compatible_units, parse, unit_error, unknown_unit_error

UNITS = st.sampled_from([*VOCABULARIES["unit"]])


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *(("kWh/(m²·a)", "kWh/m2a"), ("kWh/m2/year", "kWh/m2a"), ("kWh / m² a", "kWh/m2a"), ("KWH/M2A", "kWh/m2a")),
        *(("€", "EUR"), ("EUR/m²", "EUR/m2"), ("%", "percent"), ("percentage points", "points")),
        *(("t CO2/a", "tCO2/a"), ("g CO₂/kWh", "gCO2/kWh"), ("kg CO2/m²a", "kgCO2/m2a")),
        *(("persons", "number"), ("dwellings", "number"), ("GJ", "GJ"), ("kWh/100 km", "kWh/100km")),
    ],
)
def test_units_are_read_as_people_write_them(text: str, unit: str) -> None:
    assert parse(text) == unit


@pytest.mark.parametrize(
    "text", ["", "bookings", "9**9**9**9", "kWh/", "(", "kg m", "m" * 1_000, "100", "__class__", "kWh\x00"]
)
def test_what_is_no_unit_of_ours_is_refused(text: str) -> None:
    with pytest.raises(UnknownUnit):
        parse(text)


@given(unit=UNITS)
def test_every_unit_is_read_back_from_its_word_and_from_what_people_see(unit: str) -> None:
    assert parse(unit) == unit
    assert parse(str(VOCABULARIES["unit"][unit])) == unit


@given(text=st.text(max_size=60))
def test_any_text_is_a_unit_or_refused(text: str) -> None:
    with suppress(UnknownUnit):
        assert parse(text) in VOCABULARIES["unit"]


@given(one=UNITS, other=UNITS)
def test_whatever_does_not_measure_the_same_is_answered_with_what_does(one: str, other: str) -> None:
    wrong = unit_error(one, other)
    assert (wrong is None) == (one in compatible_units(other))
    if wrong is not None:
        assert all(VOCABULARIES["unit"][right] in wrong for right in compatible_units(other))


def test_a_wrong_unit_names_the_right_ones() -> None:
    assert unit_error("kg", "kWh/a") == (
        "kg does not measure the same. Use kWh, MWh, GWh, GJ, kWh/a, MWh/a, GWh/a, GJ/a."
    )
    assert unknown_unit_error("BTU", "t") == "There is no unit “BTU” here. Use kg, t."
