from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.facts.examples import FULL_FACTS
from tests.unit.facts.strategies import facts_strategy
from wiki.facts import Facts, read_facts
from wiki.facts.side_by_side import Line, side_by_side

PV = {"what": "pv", "state": "design"}


def facts(**given: Any) -> Facts:
    read = read_facts(given)
    assert not read.errors
    return read.facts


def quantities(*rows: dict[str, Any]) -> Facts:
    return facts(quantities=list(rows))


def values(line: Line) -> list[list[object]]:
    return [[(given.row or {}).get("value") for given in cell] for cell in line.cells]


def test_numbers_of_one_thing_stand_in_one_unit_and_tell_what_they_were() -> None:
    (line,) = side_by_side(
        [
            quantities(PV | {"value": 850, "unit": "kWp"}),
            quantities(PV | {"value": 1.2, "unit": "MWp"}),
        ]
    )
    assert line.unit == "kWp"
    assert values(line) == [[850], [1200]]
    assert [cell[0].was for cell in line.cells] == [None, (1.2, "MWp")]
    assert not line.is_same


def test_a_number_whose_unit_is_of_another_measure_stays_and_is_marked() -> None:
    (line,) = side_by_side(
        [
            quantities(PV | {"value": 850, "unit": "kWp"}),
            quantities(PV | {"value": 1, "unit": "MW"}),
            quantities(PV | {"value": 2, "unit": "MWp"}),
        ]
    )
    assert [cell[0].is_apart for cell in line.cells] == [False, True, False]
    assert values(line) == [[850], [1], [2000]]


def test_a_target_never_stands_beside_a_measured_number() -> None:
    row = {"what": "energy_saving", "unit": "percent"}
    lines = side_by_side(
        [
            facts(kpis=[row | {"value": 40, "state": "target"}]),
            facts(kpis=[row | {"value": 38, "state": "measured"}]),
        ]
    )
    assert [line.things[-1][1] for line in lines] == ["target", "measured"]
    assert [values(line) for line in lines] == [[[40], []], [[], [38]]]


def test_equal_ones_are_the_same_whatever_unit_list_of_sources_and_order_they_have() -> None:
    one, two = PV | {"value": 2, "unit": "MWp"}, PV | {"value": 300, "unit": "kWp", "part": "Roof"}
    (line,) = side_by_side(
        [
            quantities(one | {"source": "1"}, two),
            quantities(two | {"source": "4"}, PV | {"value": 2000, "unit": "kWp"}),
        ]
    )
    assert line.is_same


def test_things_without_a_word_of_their_own_are_matched_by_their_name() -> None:
    def told(note: str, value: int) -> Facts:
        return quantities({"what": "other", "value": value, "unit": "number", "state": "design", "note": note})

    lines = side_by_side([told("Bee hives", 3), told("bee hives", 5), told("Ponds", 1)])
    assert [line.things[1][1] for line in lines] == ["Bee hives", "Ponds"]
    assert values(lines[0]) == [[3], [5], []]


def test_rows_are_matched_by_their_word_in_its_vocabularys_order() -> None:
    def told(*sources: str) -> Facts:
        return facts(funding=[{"source": source, "share": 10} for source in sources])

    lines = side_by_side([told("utility", "h2020"), told("h2020")])
    assert [(line.things[0][1], [len(cell) for cell in line.cells]) for line in lines] == [
        ("h2020", [1, 1]),
        ("utility", [1, 0]),
    ]


def test_words_in_another_order_are_the_same() -> None:
    one, two = facts(policies=["secap", "sump"]), facts(policies=["sump", "secap"])
    assert all(line.is_same for line in side_by_side([one, two]))


def test_one_of_three_that_differs_makes_a_difference() -> None:
    one, two = facts(trl=8), facts(trl=9)
    assert [line.is_same for line in side_by_side([one, one, two])] == [False]
    assert [line.is_same for line in side_by_side([one, one, {}])] == [False]


@given(facts_strategy())
def test_a_practice_beside_itself_is_the_same_everywhere(one: Facts) -> None:
    assert all(line.is_same and any(line.cells) for line in side_by_side([one, one]))


@given(st.lists(facts_strategy(), min_size=2, max_size=4))
def test_no_number_is_lost(all_facts: list[Facts]) -> None:
    lines = side_by_side(all_facts)
    for place, one in enumerate(all_facts):
        given = [each for line in lines for each in line.cells[place] if line.field.holds_figures]
        rows: list[Any] = [row for line_key in ("quantities", "kpis", "costs") for row in one.get(line_key, ())]
        rows += list(one.get("energy_performance", ()))  # type: ignore[arg-type]
        assert len(given) == len(rows)


def test_two_sources_that_disagree_stay_marked() -> None:
    lines = side_by_side([FULL_FACTS, {}])
    assert {given.row["id"] for line in lines for given in line.cells[0] if given.row and given.is_disputed} >= {"q1"}
