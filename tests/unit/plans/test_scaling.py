"""A practice's cost as a range for another quantity: it holds what it should, whatever the numbers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.plans.scaling import LESS, MORE, Range, scaled_cost

amounts = st.floats(min_value=0.01, max_value=1e9) | st.integers(min_value=1, max_value=10**9)


def exact(number: float) -> Fraction:
    return Fraction(str(number))


def test_hauffgasse_for_a_hundred_flats():
    # 36.9 million for 485 flats are 76,082 for one.
    assert scaled_cost(36_900_000, 485, 100) == Range(low=6_080_000, high=9_900_000)


def test_a_small_amount_is_rounded_to_whole_euros():
    assert scaled_cost(10, 10, 1) == Range(low=0, high=2)


@given(amounts, amounts, amounts)
def test_the_range_holds_the_margins_and_not_much_more(cost, there, here):
    found = scaled_cost(cost, there, here)
    amount = exact(cost) / exact(there) * exact(here)
    if found is None:
        assert amount * MORE > 10**12
        return
    low, high = amount * LESS, amount * MORE
    assert found.low <= low
    assert high <= found.high
    assert low - found.low <= max(1, low / 100)
    assert found.high - high <= max(1, high / 100)


@given(amounts, amounts, amounts, amounts)
def test_more_of_it_never_costs_less(cost, there, one, other):
    found = [scaled_cost(cost, there, here) for here in sorted((one, other))]
    known = [each for each in found if each is not None]
    assert known == sorted(known, key=lambda each: (each.low, each.high))
    assert not (found[0] is None and found[1] is not None)


@given(amounts, amounts)
def test_the_same_quantity_costs_about_the_same(cost, there):
    found = scaled_cost(cost, there, there)
    assert found is not None
    assert found.low <= cost <= found.high


@pytest.mark.parametrize("numbers", [(0, 1, 1), (1, 0, 1), (1, 1, 0), (-5, 1, 1), (1, -1, 1), (1e12, 1, 2)])
def test_where_nothing_can_be_said_nothing_is(numbers):
    assert scaled_cost(*numbers) is None
