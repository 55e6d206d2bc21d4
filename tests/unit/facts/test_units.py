import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.facts import VOCABULARIES
from wiki.facts.units import common_unit, convert, convertible, measure, shown

PAIRS = [(unit, other) for unit in VOCABULARIES["unit"] for other in VOCABULARIES["unit"] if convertible(unit, other)]
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12),
    st.floats(-1e12, 1e12).map(lambda number: round(number, 9)),
)
UNITS = st.sampled_from([*VOCABULARIES["unit"]])


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (2.5, "ha", "m2", 25_000),
        (0.1, "MW", "kW", 100),
        (850, "kWp", "MWp", 0.85),
        (3, "GWh", "MWh", 3_000),
        (3.6, "GJ", "MWh", 1),
        (1, "MWh", "GJ", 3.6),
        (1_200, "tCO2/a", "kgCO2/a", 1_200_000),
        (0.35, "ratio", "percent", 35),
        (2, "m3", "l", 2_000),
        (1.4, "km", "m", 1_400),
        (0.2, "kgCO2/kWh", "gCO2/kWh", 200),
        (7.2, "GJ/a", "MWh/a", 2),
    ],
)
def test_units_of_one_measure_become_each_other(value: float, unit: str, to: str, expected: float) -> None:
    assert convert(value, unit, to) == expected


@pytest.mark.parametrize(
    ("unit", "other"),
    [
        *(("kW", "kWp"), ("MWth", "MWe"), ("kWh", "kWh/a"), ("kWh/m2a", "kWh/a"), ("percent", "points"), ("h", "a")),
        *(("EUR", "EUR/a"), ("per_day", "per_month"), ("tCO2", "t"), ("number", "ratio")),
        *(("per_day", "per_week"), ("per_month", "per_vehicle_month"), ("stars", "scale_1_5"), ("kWh/100km", "kWh")),
    ],
)
def test_what_measures_otherwise_is_never_converted(unit: str, other: str) -> None:
    assert not convertible(unit, other)
    with pytest.raises(ValueError, match="is no"):
        convert(1, unit, other)


def test_every_unit_of_the_vocabulary_measures_something() -> None:
    assert [unit for unit in VOCABULARIES["unit"] if measure(unit).factor <= 0] == []


@pytest.mark.parametrize("unit", ["", "furlong", "kWh/", "k*", "((m)"])
def test_what_is_no_unit_is_refused(unit: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - it is told by what was asked
        measure(unit)
    assert refused.type is ValueError


@given(value=NUMBERS, pair=st.sampled_from(PAIRS))
def test_there_and_back_is_the_same_number(value: float, pair: tuple[str, str]) -> None:
    unit, other = pair
    assert convert(convert(value, unit, other), other, unit) == pytest.approx(value, rel=1e-12, abs=1e-12)


@given(one=NUMBERS, two=NUMBERS, pair=st.sampled_from(PAIRS))
def test_the_order_is_kept_and_so_it_is_as_shown(one: float, two: float, pair: tuple[str, str]) -> None:
    less, more = sorted((one, two))
    assert convert(less, *pair) <= convert(more, *pair)
    assert shown(convert(less, *pair)) <= shown(convert(more, *pair))


@given(value=st.floats(1e-6, 1e12))
def test_what_is_shown_is_near_the_value(value: float) -> None:
    assert shown(value) == pytest.approx(value, rel=1e-5)


@given(values=st.lists(st.tuples(NUMBERS, UNITS), min_size=1))
def test_the_common_unit_is_one_of_theirs_in_which_most_can_be_told(values: list[tuple[float, str]]) -> None:
    unit = common_unit(values)
    held = {other: sum(convertible(given, other) for _, given in values) for _, other in values}
    assert held[unit] == max(held.values())


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        ([(500, "kW"), (1.2, "MW")], "kW"),
        ([(5_000, "kW"), (1.2, "MW")], "MW"),
        ([(0, "kW"), (1.2, "MW")], "MW"),
        ([(0.2, "kW"), (0.3, "MW")], "kW"),
        ([(3, "number"), (5, "number"), (1, "m2")], "number"),
        ([(2, "ha"), (1, "km"), (700, "m2")], "m2"),
        ([], ""),
        ([(1, "")], ""),
    ],
)
def test_the_largest_unit_that_needs_no_nought_before_the_point_is_chosen(
    values: list[tuple[float, str]], unit: str
) -> None:
    assert common_unit(values) == unit
