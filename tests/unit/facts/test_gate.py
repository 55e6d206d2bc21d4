from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from tests.unit.facts.examples import FULL_FACTS, FULL_SUBJECT
from tests.unit.facts.strategies import facts_strategy
from wiki.facts import TEMPLATE, Completeness, completeness, judge

TODAY = date(2026, 11, 23)
REQUIRED = [field for field in TEMPLATE.fields.values() if field.required]


def lacks(facts=FULL_FACTS, subject=FULL_SUBJECT, today=TODAY):
    return {missing.field for missing in judge(subject, facts, today).missing}


def with_row(key, name, **cells):
    """Return the example with cells of one row changed; None empties one."""
    rows = [{**row, **cells} if row["id"] == name else row for row in FULL_FACTS[key]]
    return {**FULL_FACTS, key: tuple({k: v for k, v in row.items() if v is not None} for row in rows)}


def without(key):
    return {name: value for name, value in FULL_FACTS.items() if name != key}


@pytest.mark.parametrize("field", REQUIRED, ids=lambda field: field.key)
def test_without_a_required_field_the_gate_is_closed_and_names_it(field):
    gate = judge(FULL_SUBJECT, without(field.key), TODAY)
    assert not gate.is_open
    assert field.key in {missing.field for missing in gate.missing}
    assert [missing.field for missing in gate.completeness.missing] == [field.key]
    assert gate.completeness.missing[0].label == field.label
    assert gate.completeness.filled == gate.completeness.needed - 1
    assert gate.completeness.percent < 100


@pytest.mark.parametrize("field", [field for field in REQUIRED if field.at_least > 1], ids=lambda field: field.key)
def test_too_few_rows_are_told_with_how_many_there_are(field):
    few = {**FULL_FACTS, field.key: FULL_FACTS[field.key][: field.at_least - 1]}
    (missing,) = completeness(FULL_SUBJECT, few).missing
    assert missing.field == field.key
    assert f"{field.at_least - 1} of at least {field.at_least}" in missing.reason
    assert field.key in lacks(few)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("title", ""), ("title", " "), ("title", "t" * 101), ("summary", ""), ("summary", "s" * 141)),
        *(("themes", ()), ("cities", ())),
    ],
)
def test_what_every_page_says_is_needed_too(name, value):
    assert name in lacks(subject=replace(FULL_SUBJECT, **{name: value}))


@pytest.mark.parametrize(("name", "value"), [("title", "t" * 100), ("summary", "s" * 140)])
def test_the_longest_title_and_summary_do(name, value):
    assert lacks(subject=replace(FULL_SUBJECT, **{name: value})) == set()


@given(facts_strategy(max_rows=5))
def test_it_is_complete_only_when_nothing_is_missing(facts):
    for held in (facts, {**FULL_FACTS, **facts}):
        complete = completeness(FULL_SUBJECT, held)
        assert 0 <= complete.filled <= complete.needed
        assert (complete.percent == 100) == (complete.missing == ())
        assert complete.needed - complete.filled == len(complete.missing)


def test_one_missing_of_many_is_not_rounded_away():
    assert Completeness(filled=299, needed=300, missing=()).percent == 99


@given(facts_strategy(max_rows=5))
def test_any_facts_can_be_judged(facts):
    for held in (facts, {**FULL_FACTS, **facts}):
        gate = judge(FULL_SUBJECT, held, TODAY)
        assert set(gate.completeness.missing) <= set(gate.missing)
        assert gate.is_open == (not gate.missing)
        order = [TEMPLATE.section[missing.section].number for missing in gate.missing]
        assert order == sorted(order)


def test_participation_must_have_changed_something_where_it_is_the_theme():
    engaged = replace(FULL_SUBJECT, themes=("engagement", "refurbishment"))
    assert lacks(subject=engaged) == {"changed_by_it"}
    assert lacks({**FULL_FACTS, "changed_by_it": "The tariff."}, engaged) == set()
    assert lacks(subject=replace(FULL_SUBJECT, themes=("refurbishment", "engagement"))) == set()


MEASURED = [
    *(("2020", "2020", True), ("2020", None, True), ("2020-01", "2020-12", True), ("2020-01", "2020-11", False)),
    *(("2019-07-15", "2020-07-14", True), ("2019-07-15", "2020-07-13", False), ("2020-02-29", "2021-02-27", True)),
    *(("2020-02-29", "2021-02-26", False), ("2019", "2021", True), ("2020-05", None, False)),
    *(
        ("2025-11-24", "2026-11-23", True),
        ("2025-12", "2026-11", False),
        ("2026", "2026", False),
        (None, "2020", False),
    ),
]


@pytest.mark.parametrize(("begins", "ends", "is_measured"), MEASURED)
def test_results_are_those_of_twelve_months_that_are_over(begins, ends, is_measured):
    gate = judge(FULL_SUBJECT, with_row("kpis", "k7", **{"from": begins, "to": ends}), TODAY)
    assert gate.is_measured is is_measured
    assert (gate.pending_until is None) is True
    assert ("results_due" in {missing.field for missing in gate.missing}) is not is_measured


@pytest.mark.parametrize(
    ("cells", "is_measured"),
    [
        *(({"grade": "a"}, True), ({"grade": "b"}, True), ({"grade": "c"}, False), ({"grade": "d"}, False)),
        *(
            ({"grade": None}, False),
            ({"state": "interim"}, False),
            ({"state": "target"}, False),
            ({"value": None}, False),
        ),
        *(({"method": "survey"}, True), ({"method": "calculated"}, True), ({"method": "model"}, False)),
        *(({"method": "claim"}, False), ({"method": None}, False)),
    ],
)
def test_results_are_those_that_were_measured_well(cells, is_measured):
    assert judge(FULL_SUBJECT, with_row("kpis", "k7", **cells), TODAY).is_measured is is_measured


def test_what_was_measured_says_when_how_and_how_well():
    assert lacks({**with_row("kpis", "k7", grade="c"), "results_due": "2028"}) == set()
    for cell in ("from", "method", "grade"):
        assert lacks({**with_row("kpis", "k7", **{cell: None}), "results_due": "2028"}) == {"kpis"}


PENDING = {key: value for key, value in with_row("kpis", "k7", grade="c").items() if key != "operating_since"}


@pytest.mark.parametrize(
    ("facts", "pending_until", "missing"),
    [
        ({}, None, {"kpis", "results_due"}),
        ({"results_due": "2027-03"}, date(2027, 3, 31), set()),
        ({"results_due": "2026-11-23"}, TODAY, set()),
        ({"results_due": "2026-11-22"}, date(2026, 11, 22), {"results_due"}),
        ({"results_due": "2026"}, date(2026, 12, 31), set()),
        ({"operating_since": "2026-07-06"}, date(2027, 7, 6), set()),
        ({"operating_since": "2026-07"}, date(2027, 7, 31), set()),
        ({"operating_since": "2025-11-23"}, TODAY, set()),
        ({"operating_since": "2025-11-22"}, date(2026, 11, 22), {"results_due"}),
        ({"operating_since": "2018", "results_due": "2027"}, date(2027, 12, 31), set()),
    ],
)
def test_results_may_be_pending_until_a_day_that_is_told(facts, pending_until, missing):
    gate = judge(FULL_SUBJECT, PENDING | facts, TODAY)
    assert not gate.is_measured
    assert gate.pending_until == pending_until
    assert {lack.field for lack in gate.missing} == missing


@pytest.mark.parametrize(
    ("verified", "is_open"),
    [
        *(("2025-11-23", True), ("2025-11-22", False), ("2025-11", True), ("2025-10", False), ("2025", True)),
        *(("2024", False), ("2026-11-23", True), ("2026-11-24", False), ("2026", True), ("2027", False)),
    ],
)
def test_it_was_verified_within_twelve_months(verified, is_open):
    facts = {**FULL_FACTS, "verified_on": verified, "review_due": "2028"}
    assert lacks(facts) == (set() if is_open else {"verified_on"})


def test_two_indicators_have_a_baseline_and_a_target():
    one_only = tuple(row for row in FULL_FACTS["kpis"] if row["id"] != "k5")
    assert lacks({**FULL_FACTS, "kpis": one_only}) == {"kpis"}
    elsewhere = with_row("kpis", "k6", boundary="Lifts")
    assert lacks(elsewhere) == {"kpis"}


@pytest.mark.parametrize(
    "source",
    ["1", "3", "1, 3", "3;1", "1,2,3", "Smart city Vienna", "SMART CITY VIENNA", "News of the project, April 2017"],
)
def test_a_source_is_named_by_number_or_title(source):
    assert lacks(with_row("quantities", "q1", source=source)) == set()


@pytest.mark.parametrize("source", [None, "0", "4", "1, 4", ",", "Hearsay", "e1", "1 3", "-1", "01"])
def test_a_figure_without_a_source_of_the_list_closes_the_gate(source):
    assert lacks(with_row("quantities", "q1", source=source)) == {"quantities"}


def test_evidence_without_a_title_is_no_source_of_figures_that_name_none():
    facts = with_row("evidence", "e1", title=None)
    facts["quantities"] = with_row("quantities", "q1", source=None)["quantities"]
    assert lacks(facts) == {"quantities", "evidence"}


@pytest.mark.parametrize(("key", "name", "kind"), [("influences", "i1", "barrier"), ("lessons", "n3", "works")])
def test_enablers_barriers_and_lessons_are_of_each_kind(key, name, kind):
    assert lacks(with_row(key, name, kind=kind)) == {key}


def test_barriers_alone_and_enablers_alone_are_not_enough():
    enablers = tuple({**row, "kind": "enabler"} for row in FULL_FACTS["influences"])
    assert lacks({**FULL_FACTS, "influences": enablers}) == {"influences"}


def test_a_problem_closes_the_gate_and_tells_its_row():
    gate = judge(FULL_SUBJECT, with_row("actors", "a2", organisation=None), TODAY)
    (missing,) = gate.missing
    assert missing.reason == "Row 2, Organisation: Fill this in, or remove the row."


@pytest.mark.parametrize("year", ["1000", "2999", "2999-12", "2999-12-31"])
def test_dates_at_the_ends_of_time_can_be_judged(year):
    dates = ("verified_on", "review_due", "operating_since", "results_due", "started_on")
    gate = judge(FULL_SUBJECT, FULL_FACTS | dict.fromkeys(dates, year), TODAY)
    assert not gate.is_open
