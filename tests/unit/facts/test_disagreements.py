import pytest

from tests.unit.facts.examples import FULL_FACTS
from wiki.facts import TEMPLATE, disagreeing

FLATS = {"what": "dwellings", "unit": "number", "state": "design"}


def marked(*rows, key="quantities"):
    named = [{"id": str(number), **row} for number, row in enumerate(rows)]
    return sorted(map(int, disagreeing(TEMPLATE.fields[key], named)))


def test_both_sides_of_a_disagreement_are_marked():
    assert marked(FLATS | {"value": 485}, FLATS | {"value": 486}, FLATS | {"value": 485}) == [0, 1, 2]


def test_the_example_keeps_its_conflicting_figures_and_marks_them():
    assert disagreeing(TEMPLATE.fields["quantities"], FULL_FACTS["quantities"]) == {"q1", "q2"}
    assert disagreeing(TEMPLATE.fields["kpis"], FULL_FACTS["kpis"]) == {"k1", "k2", "k3", "k4"}


@pytest.mark.parametrize(
    "other",
    [
        *({"state": "measured"}, {"state": "target"}, {"unit": "m2"}, {"what": "buildings"}, {"part": "On the roofs"}),
        *({"from": "2019"}, {"from": "2018", "to": "2019"}, {"from": "2018-01"}),
    ],
)
def test_other_things_kinds_units_and_periods_do_not_disagree(other):
    assert marked(FLATS | {"value": 485, "from": "2018"}, FLATS | {"value": 486, "from": "2018"} | other) == []


@pytest.mark.parametrize(
    "period",
    [{}, {"from": "2018"}, {"from": "2018", "to": "2018"}, {"from": "2018-01", "to": "2018-12-31"}, {"to": "2018"}],
)
def test_the_same_period_written_otherwise_is_the_same(period):
    assert marked(FLATS | {"value": 485, "from": "2018"}, FLATS | {"value": 486} | period) == [0, 1]


def test_rows_that_name_no_period_speak_of_any():
    rows = [FLATS | {"value": 1, "from": "2018"}, FLATS | {"value": 2, "from": "2019"}, FLATS | {"value": 1}]
    assert marked(*rows) == [1, 2]


def test_equal_numbers_and_empty_ones_agree():
    assert marked(FLATS | {"value": 485}, FLATS | {"value": 485, "source": "2"}, FLATS) == []


def test_capitals_make_no_other_thing():
    row = {"what": "pv", "unit": "kWp", "state": "target"}
    assert marked(row | {"part": "Roof", "value": 1}, row | {"part": "roof", "value": 2}) == [0, 1]


def test_something_else_is_told_apart_by_its_note():
    row = {"what": "other", "unit": "number", "state": "design"}
    assert marked(row | {"note": "Lifts", "value": 1}, row | {"note": "Bins", "value": 2}) == []
    assert marked(row | {"note": "Lifts", "value": 1}, row | {"note": "lifts", "value": 2}) == [0, 1]


def test_energy_before_and_after_are_figures_and_conditions_are_none():
    baseline = {"state": "baseline"}
    assert marked(baseline | {"value": 103.26}, baseline | {"value": 112}, key="energy_performance") == [0, 1]
    assert marked({"value": "yes"}, {"value": "no"}, key="conditions") == []
