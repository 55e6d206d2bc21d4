"""Computed indicators, checked against figures that the programme's cities published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.facts import VOCABULARIES
from wiki.indicators.formulas import FORMULAS, co2_avoided, payback, performance_gap, saving, unit_investment

AMOUNTS = st.floats(0.001, 1e9)


def test_the_saving_of_hauffgasse() -> None:
    assert saving(103.26, 22.08) == pytest.approx(78.6, abs=0.05)


def test_the_carbon_dioxide_of_the_forklifts_of_siemens() -> None:
    assert co2_avoided(3_875, 2.86, 0, 0.2) == pytest.approx(11.1, abs=0.05)


def test_the_cost_of_a_square_metre_and_when_it_is_paid_back() -> None:
    assert unit_investment(36_900_000, 60_737) == pytest.approx(607.5, abs=0.1)
    assert payback(100_000, 40_000, 6_000) == 10


def test_what_was_measured_above_the_design_is_a_gap() -> None:
    assert performance_gap(20, 25) == 25


def test_what_cannot_be_computed_is_nothing() -> None:
    assert saving(0, 5) is None
    assert performance_gap(0, 5) is None
    assert unit_investment(5, 0) is None
    assert payback(5, 0, 0) is None


@given(before=AMOUNTS, after=AMOUNTS)
def test_who_uses_less_saves(before: float, after: float) -> None:
    saved = saving(before, after)
    assert saved is not None
    assert (saved > 0) == (after < before)
    assert saved <= 100


def test_every_formula_has_a_unit_and_a_text() -> None:
    assert all(formula.unit in VOCABULARIES["unit"] and formula.text for formula in FORMULAS.values())
