"""A figure leans on the source it named, not on whatever row has that number now."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.facts.strategies import edited, facts_strategy
from wiki.facts import COMBINED, follow_evidence, rows_of, source_names

A, B, C = (
    {"id": name, "type": "report", "title": title, "claim": "Says it."}
    for name, title in (("a", "Final report"), ("b", "Meters"), ("c", "Interview"))
)


def facts(source, *evidence):
    return {"evidence": evidence, "quantities": ({"id": "x", "what": "dwellings", "value": 1, "source": source},)}


@pytest.mark.parametrize(
    ("named", "after", "expected"),
    [
        ("1", (B, A), "2"),
        ("2, 1", (B, A), "1, 2"),
        ("1; 3", (C, A, B), "2, 1"),
        ("Final report", ({**A, "title": "Report"}, B, C), "Report"),
        ("final report, 2", ({**A, "title": "Report"}, C, B), "Report, 3"),
        ("1, 2", (A, C), "1"),
        ("3", (A, C), "2"),
        ("A book", (C, B, A), "A book"),
        ("Demo figures, 4", (C, B, A), "Demo figures, 4"),
    ],
)
def test_a_source_is_followed(named, after, expected):
    moved = follow_evidence(facts(named, A, B, C), facts(named, *after))
    assert rows_of(moved, "quantities")[0]["source"] == expected


def test_a_source_that_is_gone_is_named_no_more():
    moved = follow_evidence(facts("2", A, B), facts("2", A))
    assert rows_of(moved, "quantities") == ({"id": "x", "what": "dwellings", "value": 1},)
    moved = follow_evidence(facts("1", A), {"quantities": facts("1")["quantities"]})
    assert "evidence" not in moved


@given(st.data())
def test_nothing_else_changes(data):
    before = data.draw(facts_strategy())
    after = data.draw(edited(before))
    moved = follow_evidence(before, after)
    assert [key for key in after if key in moved] == list(moved)
    for key, value in moved.items():
        if not {"source", "evidence"} & COMBINED.fields[key].column.keys():
            assert value == after[key]
        else:
            assert _without_names(value) == _without_names(after[key])
    assert follow_evidence(before, before) == before


def _without_names(rows):
    """Return the rows without the cells that name sources; a row that said nothing else is none."""
    kept = ({key: cell for key, cell in row.items() if key not in {"source", "evidence"}} for row in rows)
    return [row for row in kept if row.keys() != {"id"}]


def test_moving_and_moving_back_changes_nothing():
    there = follow_evidence(facts("1, 3", A, B, C), facts("1, 3", C, B, A))
    assert rows_of(there, "quantities")[0]["source"] == "3, 1"
    back = follow_evidence(there, {**there, "evidence": (A, B, C)})
    assert back == facts("1, 3", A, B, C)


def test_who_paid_is_no_source():
    paid = ({"id": "x", "source": "eu"},)
    before = {"evidence": ({**A, "title": "EU"},), "funding": paid}
    assert follow_evidence(before, {"evidence": (A,), "funding": paid})["funding"] == paid


def test_a_comma_in_a_title_parts_no_names():
    first, second = {**A, "title": "Heat, power"}, {**B, "title": "Heat"}
    moved = follow_evidence(facts("Heat, power", first, second), facts("Heat, power", first, {**second, "title": "H"}))
    assert rows_of(moved, "quantities")[0]["source"] == "Heat, power"


def test_a_source_that_lost_its_title_goes_by_its_number():
    untitled = {key: cell for key, cell in B.items() if key != "title"}
    moved = follow_evidence(facts("Meters", A, B), facts("Meters", A, untitled))
    assert rows_of(moved, "quantities")[0]["source"] == "2"


def test_a_row_that_only_named_a_source_goes_with_it():
    named = ({"id": "x", "source": "1"},)
    assert follow_evidence({"evidence": (A,), "quantities": named}, {"quantities": named}) == {}


@pytest.mark.parametrize(("cell", "names"), [("1; 3", ["1", "3"]), (" 1,, 2 ,", ["1", "2"]), (",", []), ("", [])])
def test_names_are_parted_at_commas_and_semicolons(cell, names):
    assert source_names(cell, ()) == names
