"""A plan follows a change of its practice where it composed from it, and keeps what people made their own."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.facts.strategies import edited, filled
from tests.unit.plans.practices import PRACTICE
from wiki.facts import ROW_ID, changes, rows_of
from wiki.plans.composing import Terms, compose
from wiki.plans.following import followed, with_changes

TERMS = Terms(starts_on=date(2027, 1, 4), scaled_by="dwellings", scaled_to=100)
PLAN = compose(PRACTICE, TERMS)
FROM = ("blocks", "steps", "actors", "costs", "quantities", "price_year", "influences", "kpis", "equivalent_elsewhere")


def rewritten(facts, key, name, **cells):
    rows = tuple({**row, **cells} if row[ROW_ID] == name else row for row in rows_of(facts, key))
    return {**facts, key: rows}


def without(facts, key, name):
    return {**facts, key: tuple(row for row in rows_of(facts, key) if row[ROW_ID] != name)}


def follow(plan, new, *, only=None):
    taken = [change for change in changes(PRACTICE, new) if only is None or change.field.key in only]
    return followed(plan, PLAN, compose(with_changes(PRACTICE, new, taken), TERMS))


def told(plan, key, column):
    return {row[ROW_ID]: row.get(column) for row in rows_of(plan, key)}


def test_a_row_follows_the_one_it_came_from_and_keeps_what_people_added():
    mine = rewritten(PLAN, "milestones", "s1", done_on="2027-01-20", who="Sofia")
    new = rewritten(PRACTICE, "steps", "s1", output="Two baselines")
    assert told(follow(mine, new), "milestones", "output")["s1"] == "Two baselines"
    assert told(follow(mine, new), "milestones", "who")["s1"] == "Sofia"
    assert told(follow(mine, new), "milestones", "done_on")["s1"] == "2027-01-20"


def test_what_is_not_taken_changes_nothing():
    new = rewritten(rewritten(PRACTICE, "steps", "s1", output="Two"), "influences", "i2", text="Two objections.")
    assert follow(PLAN, new, only={"influences"}) == follow(
        PLAN, rewritten(PRACTICE, "influences", "i2", text="Two objections.")
    )
    assert follow(PLAN, new, only=set()) == PLAN


def test_more_weeks_move_the_days_that_nobody_set():
    new = rewritten(PRACTICE, "steps", "s1", weeks=6)
    assert told(follow(PLAN, new), "milestones", "due") == {"s1": "2027-02-15", "s2": "2027-03-29", "s3": "2028-03-27"}
    mine = rewritten(PLAN, "milestones", "s2", start="2027-05-01", due="2027-06-01")
    assert told(follow(mine, new), "milestones", "due") == {"s1": "2027-02-15", "s2": "2027-06-01", "s3": "2028-03-27"}


def test_a_cost_follows_unless_the_city_has_its_own():
    new = rewritten(PRACTICE, "costs", "c1", value=40_000_000)
    assert told(follow(PLAN, new), "plan_costs", "high")["c1"] == 10_800_000
    assert told(follow(rewritten(PLAN, "plan_costs", "c1", high=5), new), "plan_costs", "high")["c1"] == 5
    assert told(follow(PLAN, {**PRACTICE, "price_year": 2018}), "plan_costs", "price_year") == {"c1": 2018, "c2": 2018}


def test_a_row_that_came_or_went_comes_or_goes_at_its_place():
    steps = rows_of(PRACTICE, "steps")
    new = {**PRACTICE, "steps": (steps[0], {"id": "s9", "step": "Ask the tenants"}, steps[2])}
    assert list(told(follow(PLAN, new), "milestones", "step")) == ["s1", "s9", "s3"]
    own = {**PLAN, "milestones": ({"id": "own", "step": "Council"}, *rows_of(PLAN, "milestones"))}
    assert list(told(follow(own, new), "milestones", "step")) == ["own", "s1", "s9", "s3"]


def test_a_row_the_city_removed_does_not_come_back():
    mine = {key: value for key, value in PLAN.items() if key != "risks"}
    assert follow(mine, rewritten(PRACTICE, "influences", "i2", text="Worse.")) == mine


def test_a_text_follows_only_while_it_is_the_practices_own():
    new = {**PRACTICE, "equivalent_elsewhere": "A fund."}
    assert follow(PLAN, new)["legal_check"] == "A fund."
    assert follow({**PLAN, "legal_check": "Our law says"}, new)["legal_check"] == "Our law says"


def test_an_indicator_keeps_its_baseline_when_its_first_number_goes():
    mine = {**PLAN, "plan_kpis": tuple({**row, "baseline": 150} for row in rows_of(PLAN, "plan_kpis"))}
    assert follow(mine, without(PRACTICE, "kpis", "k1")) == mine


def test_what_no_plan_is_made_of_is_only_noted():
    assert follow(PLAN, {**PRACTICE, "phase": "operation", "impacts": "Warm."}) == PLAN


@st.composite
def two_editions(draw):
    old = draw(filled(FROM))
    new = draw(edited(old))
    return old, new


def by_name(facts):
    return {key: _rows_by_name(value) if isinstance(value, tuple) else value for key, value in facts.items()}


def _rows_by_name(value):
    return {row[ROW_ID]: row for row in value} if isinstance(value[0], dict) else value


@given(two_editions())
def test_a_plan_that_nobody_touched_becomes_what_would_be_composed_now(editions):
    old, new = editions
    before, after = compose(old, TERMS), compose(with_changes(old, new, changes(old, new)), TERMS)
    assert by_name(followed(before, before, after)) == by_name(after)


@given(two_editions())
def test_all_changes_together_are_the_next_edition(editions):
    old, new = editions
    assert by_name(with_changes(old, new, changes(old, new))) == by_name(new)
