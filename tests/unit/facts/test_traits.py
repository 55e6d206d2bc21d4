from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.facts.examples import FULL_FACTS, FULL_SUBJECT
from tests.unit.facts.strategies import facts_strategy
from wiki.facts import TRAIT_VALUES, VOCABULARIES, Ranks, Subject, judge, ranks_of, traits_of
from wiki.facts.reading import ROWS_MAX

TODAY = date(2026, 11, 23)
EMPTY = Subject(title="", summary="", themes=(), cities=())


def kpi(name="k", **cells):
    return {"id": name, "what": "use", "state": "measured", "value": 5, "from": "2025", "method": "metered", **cells}


def rank(facts, **more):
    return ranks_of(FULL_SUBJECT, facts, on=TODAY, **more)


def test_a_practice_has_the_values_of_its_facts():
    assert traits_of(FULL_FACTS, TODAY) == {
        "results": ("measured",),
        "phase": ("operation",),
        "cost_band": ("over_20m",),
        "spatial_scale": ("block",),
        "funding": ("h2020", "municipal"),
        "trl": ("8",),
    }


def test_of_nothing_filled_only_the_results_are_known_to_be_pending():
    assert {trait: values for trait, values in traits_of({}, TODAY).items() if values} == {"results": ("pending",)}


def test_who_paid_twice_is_counted_once_in_the_order_of_the_vocabulary():
    rows = tuple({"id": str(place), "source": source} for place, source in enumerate(["loan", "h2020", "loan"]))
    assert traits_of({"funding": (*rows, {"id": "x", "amount": 5})}, TODAY)["funding"] == ("h2020", "loan")


@pytest.mark.parametrize("facts", [{"phase": "dreaming"}, {"trl": 10}, {"trl": 0}, {"cost_band": "cheap"}])
def test_what_is_in_no_vocabulary_is_no_value(facts):
    assert all(not values for trait, values in traits_of(facts, TODAY).items() if trait != "results")


def test_values_are_those_of_the_template_from_the_smallest_to_the_greatest():
    assert TRAIT_VALUES["cost_band"] == tuple(VOCABULARIES["cost_band"])
    assert TRAIT_VALUES["trl"] == tuple("123456789")


@pytest.mark.parametrize(
    ("cells", "on", "expected"),
    [
        ({"grade": "b"}, date(2025, 12, 31), "measured"),
        ({"grade": "b"}, date(2025, 12, 30), "pending"),
        ({"grade": "c"}, TODAY, "pending"),
        ({"grade": "a", "from": "2024-12", "to": "2025-11"}, TODAY, "measured"),
        ({"grade": "a", "from": "2025-01", "to": "2025-11"}, TODAY, "pending"),
        ({"grade": "a", "state": "target"}, TODAY, "pending"),
    ],
)
def test_results_are_measured_as_the_gate_has_it_on_the_day_they_were_told(cells, on, expected):
    facts = {"kpis": (kpi(**cells),)}
    assert traits_of(facts, on)["results"] == (expected,)
    assert judge(FULL_SUBJECT, facts, on).is_measured is (expected == "measured")


@given(facts=facts_strategy(), on=st.dates())
def test_no_facts_have_a_value_outside_its_vocabulary_or_a_rank_that_no_table_holds(facts, on):
    traits = traits_of(facts, on)
    assert traits.keys() == TRAIT_VALUES.keys()
    assert all(set(values) <= set(TRAIT_VALUES[trait]) for trait, values in traits.items())
    assert len(traits["results"]) == 1
    ranks = ranks_of(FULL_SUBJECT, facts, on=on)
    assert 0 <= ranks.freshness <= on.toordinal()
    assert 0 <= ranks.completeness <= 100
    assert 0 <= ranks.evidence <= 4_000 + ROWS_MAX


@pytest.mark.parametrize(
    ("verified", "confirmed", "expected"),
    [
        ("2026-11-23", None, date(2026, 11, 23)),
        ("2026-11-24", None, None),
        ("2026-05", None, date(2026, 5, 1)),
        ("2026-05", date(2026, 4, 30), date(2026, 5, 1)),
        ("2026-05", date(2026, 6, 1), date(2026, 6, 1)),
        (None, date(2026, 6, 1), date(2026, 6, 1)),
        (None, None, None),
    ],
)
def test_fresh_is_what_was_verified_or_disseminated_last(verified, confirmed, expected):
    facts = {"verified_on": verified} if verified else {}
    assert rank(facts, confirmed_on=confirmed).freshness == (expected.toordinal() if expected else 0)


def test_complete_is_what_lacks_no_required_field():
    assert rank(FULL_FACTS).completeness == 100
    assert 0 < rank({key: value for key, value in FULL_FACTS.items() if key != "phase"}).completeness < 100
    assert ranks_of(EMPTY, {}, on=TODAY) == Ranks()


def test_a_better_grade_counts_more_than_any_number_of_sources():
    many = tuple({"id": str(number), "title": "T"} for number in range(ROWS_MAX))
    steps = [
        {},
        {"evidence": many[:1]},
        {"evidence": many},
        {"kpis": (kpi(grade="c"),)},
        {"kpis": (kpi(grade="c"),), "evidence": many},
        {"kpis": (kpi("k", grade="c"), kpi("l", grade="a"))},
    ]
    evidence = [rank(facts).evidence for facts in steps]
    assert evidence == sorted(set(evidence))


@pytest.mark.parametrize("cells", [{"state": "target", "grade": "a"}, {}, {"grade": "a", "value": None}])
def test_only_what_was_measured_and_graded_is_evidence(cells):
    row = {key: value for key, value in kpi(**cells).items() if value is not None}
    assert rank({"kpis": (row,)}).evidence == 0
