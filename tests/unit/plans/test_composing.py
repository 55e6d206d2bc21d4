"""A first plan from a practice: what each section takes, of which blocks, on which days and for how much."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.facts.strategies import filled
from tests.unit.plans.practices import PRACTICE
from wiki.facts import PLAN, read_facts, rows_of, to_stored
from wiki.plans.composing import Terms, compose

A_MONDAY = date(2027, 1, 4)
TERMS = Terms(starts_on=A_MONDAY, scaled_by="dwellings", scaled_to=100)


def cells(facts, key, *columns):
    return [tuple(row.get(column) for column in columns) for row in rows_of(facts, key)]


def test_the_steps_follow_each_other_from_the_start():
    assert cells(compose(PRACTICE, TERMS), "milestones", "id", "step", "start", "due") == [
        ("s1", "Survey", "2027-01-04", "2027-02-01"),
        ("s2", "Plan the roof flats", "2027-02-01", "2027-03-15"),
        ("s3", "Build", "2027-03-15", "2028-03-13"),
    ]


def test_without_a_start_or_weeks_no_day_is_made_up():
    undated = compose(PRACTICE, Terms())
    assert cells(undated, "milestones", "start", "due") == [(None, None)] * 3
    assert "plan_start" not in undated
    steps = ({"id": "s1", "step": "Talk"}, {"id": "s2", "step": "Build", "weeks": 1})
    assert cells(compose({"steps": steps}, TERMS), "milestones", "start", "due") == [
        ("2027-01-04", None),
        (None, None),
    ]


def test_costs_are_scaled_from_the_first_quantity_of_their_kind():
    found = compose(PRACTICE, TERMS)
    assert cells(found, "plan_costs", "id", "what", "quantity", "unit", "low", "high", "price_year", "source")[0] == (
        *("c1", "investment", 100, "number", 6_080_000, 9_900_000, 2017, "36900000 € / 485"),
    )
    assert (found["scaled_by"], found["scaled_to"]) == ("dwellings", 100)


@pytest.mark.parametrize("terms", [Terms(), Terms(scaled_by="vehicles", scaled_to=3)])
def test_what_cannot_be_scaled_says_what_it_cost_there(terms):
    assert cells(compose(PRACTICE, terms), "plan_costs", "low", "quantity", "price_year", "source")[0] == (
        *(None, None, 2017, "36900000 €"),
    )


def test_barriers_become_risks_and_actors_roles_to_be_filled():
    found = compose(PRACTICE, TERMS)
    assert cells(found, "risks", "id", "risk", "category", "severity", "mitigation", "owner") == [
        ("i2", "An objection.", "regulatory", 3, "Met.", None)
    ]
    assert cells(found, "plan_actors", "role", "organisation", "there") == [
        ("owner", None, "Owner"),
        ("funder", None, "City: Subsidy"),
    ]
    assert found["legal_check"] == "A subsidy for deep refurbishment."


def test_an_indicator_comes_once_with_nothing_measured_elsewhere():
    found = compose(PRACTICE, TERMS)
    assert cells(found, "plan_kpis", "what", "unit", "baseline", "target") == [
        ("specific_heat", "kWh/m2a", None, None),
        ("energy_saving", "percent", None, None),
    ]
    others = tuple({"id": name, "what": "other", "note": note} for name, note in (("1", "Noise"), ("2", "Dust")))
    assert cells(compose({"kpis": others}, TERMS), "plan_kpis", "boundary") == [("Noise",), ("Dust",)]


@pytest.mark.parametrize("chosen", ["b1", "Shell"])
def test_rows_that_name_only_other_blocks_are_left_out(chosen):
    found = compose(PRACTICE, Terms(blocks=frozenset({chosen})))
    assert cells(found, "plan_blocks", "id", "block", "does") == [("b1", "Shell", "Keeps the heat in.")]
    assert cells(found, "milestones", "id") == [("s1",), ("s3",)]
    assert cells(found, "plan_costs", "id") == [("c1",)]


def test_blocks_that_the_practice_no_longer_has_leave_nothing_out():
    assert compose(PRACTICE, Terms(blocks=frozenset({"Gone"}))) == compose(PRACTICE, Terms())


@given(
    filled(["blocks", "steps", "actors", "costs", "quantities", "price_year", "influences", "kpis"]),
    st.none() | st.dates(),
    st.sampled_from(["", "dwellings", "floor_area"]),
    st.none() | st.floats(min_value=0.01, max_value=1e9),
    st.frozensets(st.text(max_size=3), max_size=2),
)
def test_whatever_a_practice_says_its_plan_follows_the_template(facts, starts_on, scaled_by, scaled_to, blocks):
    terms = Terms(starts_on=starts_on, scaled_by=scaled_by, scaled_to=scaled_to, blocks=blocks)
    plan = compose(facts, terms)
    again = read_facts(to_stored(plan), PLAN, typed=True)
    assert not again.errors
    assert again.facts == plan
    assert compose(facts, terms) == plan
