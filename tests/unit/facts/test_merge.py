from hypothesis import given
from hypothesis import strategies as st

from tests.unit.facts.strategies import edited, facts_strategy
from wiki.facts import COMBINED, Kind, changes, merge_facts, read_facts, to_stored
from wiki.facts.reading import ROWS_MAX
from wiki.pages.merge import merge_texts

THREE = facts_strategy().flatmap(lambda base: st.tuples(st.just(base), edited(base), edited(base)))


def merge(base, mine, theirs):
    return merge_facts(base, mine, theirs, merge_texts)


def steps(*names, **cells):
    return {"steps": tuple({"id": name, "step": cells.get(name, name)} for name in names)}


def order(facts):
    return "".join(row["id"] for row in facts.get("steps", ()))


@given(THREE)
def test_a_change_of_one_side_only_is_taken_as_it_is(three):
    base, mine, theirs = three
    assert merge(base, base, theirs) == (theirs, ())
    assert merge(base, mine, base) == (mine, ())
    assert merge(base, mine, mine) == (mine, ())


@given(THREE)
def test_what_was_merged_can_be_stored(three):
    merged, _ = merge(*three)
    read = read_facts(to_stored(merged), typed=True)
    assert read.errors == {}
    assert read.facts == merged


@given(THREE)
def test_sides_are_equal_where_they_do_not_conflict(three):
    base, mine, theirs = three
    merged, conflicts = merge(base, mine, theirs)
    mirrored, mirrored_conflicts = merge(base, theirs, mine)
    assert conflicts == mirrored_conflicts
    for key in merged.keys() | mirrored.keys():
        if key not in conflicts:
            assert _unordered(merged.get(key)) == _unordered(mirrored.get(key))


def _unordered(value):
    return sorted(map(str, value)) if isinstance(value, tuple) else value


@given(THREE)
def test_nothing_that_was_written_goes_unless_somebody_took_it_away(three):
    base, mine, theirs = three
    merged, conflicts = merge(base, mine, theirs)
    for key in mine.keys() & theirs.keys():
        assert key in merged or COMBINED.fields[key].kind in {Kind.ROWS, Kind.CHOICES, Kind.PROSE}
    for key in conflicts:
        assert key in merged
    for key, field in COMBINED.fields.items():
        if field.kind == Kind.ROWS:
            before, after = _names(base, key), _names(merged, key)
            assert (_names(mine, key) | _names(theirs, key)) - before <= after
            assert after <= before | _names(mine, key) | _names(theirs, key)


def _names(facts, key):
    return {row["id"] for row in facts.get(key, ())}


@given(THREE)
def test_every_change_of_a_field_that_only_one_side_changed_is_in(three):
    base, mine, theirs = three
    merged, _ = merge(base, mine, theirs)
    told_mine, told_theirs = ({change.field.key for change in changes(base, side)} for side in (mine, theirs))
    for key in told_mine - told_theirs:
        assert merged.get(key) == mine.get(key)
    for key in told_theirs - told_mine:
        assert merged.get(key) == theirs.get(key)


def test_both_sides_rows_are_kept_in_their_places():
    merged, conflicts = merge(steps("a", "b", "c"), steps("a", "m", "b", "c"), steps("a", "b", "t", "c"))
    assert (order(merged), conflicts) == ("ambtc", ())


def test_rows_added_at_one_place_stand_mine_first():
    assert order(merge(steps("a"), steps("a", "m"), steps("a", "t"))[0]) == "amt"
    assert order(merge(steps("a"), steps("m", "a"), steps("t", "a"))[0]) == "mta"
    assert order(merge({}, steps("m", "n"), steps("t", "u"))[0]) == "mntu"


def test_an_order_that_one_side_changed_is_kept_with_the_others_edit_and_new_row():
    base = steps("a", "b", "c")
    merged, conflicts = merge(base, steps("a", "b", "x", "c", b="B"), steps("c", "b", "a"))
    assert (order(merged), conflicts) == ("cbxa", ())
    assert merged["steps"][1]["step"] == "B"
    merged, conflicts = merge(base, steps("c", "b", "a"), steps("a", "b", "x", "c", b="B"))
    assert (order(merged), conflicts) == ("cbxa", ())


def test_where_both_changed_the_order_mine_stays():
    merged, conflicts = merge(steps("a", "b", "c"), steps("c", "a", "b"), steps("b", "a", "c"))
    assert (order(merged), conflicts) == ("cab", ())


def test_a_row_removed_here_and_changed_there_is_kept_and_told():
    for sides in ((steps("a"), steps("a", "b", b="B")), (steps("a", "b", b="B"), steps("a"))):
        merged, conflicts = merge(steps("a", "b"), *sides)
        assert merged == steps("a", "b", b="B")
        assert conflicts == ("steps",)


def test_rows_that_either_side_removed_are_gone():
    assert merge(steps("a", "b", "c"), steps("a", "c"), steps("a", "b")) == (steps("a"), ())
    assert merge(steps("a", "b"), steps("a"), steps("b")) == ({}, ())


def test_cells_are_merged_one_by_one():
    row = {"id": "a", "step": "Tender", "who": "City", "weeks": 8}
    mine, theirs = {**row, "who": "Utility"}, {"id": "a", "step": "Tender", "who": "City", "pitfall": "Late"}
    merged, conflicts = merge({"steps": (row,)}, {"steps": (mine,)}, {"steps": (theirs,)})
    assert merged == {"steps": ({"id": "a", "step": "Tender", "who": "Utility", "pitfall": "Late"},)}
    assert conflicts == ()


def test_a_cell_both_changed_keeps_mine_and_is_told():
    base, mine, theirs = steps("a"), steps("a", a="M"), steps("a", a="T")
    assert merge(base, mine, theirs) == (mine, ("steps",))


def test_a_row_both_emptied_is_gone():
    row = {"id": "a", "step": "Tender", "who": "City"}
    mine, theirs = {"id": "a", "step": "Tender"}, {"id": "a", "who": "City"}
    assert merge({"steps": (row,)}, {"steps": (mine,)}, {"steps": (theirs,)}) == ({}, ())


def test_a_number_of_one_side_never_gets_the_unit_of_the_other():
    row = {"id": "a", "what": "pv", "value": 200, "unit": "kWp", "state": "design"}
    mine, theirs = row | {"value": 210}, row | {"value": 0.2, "unit": "MWp", "source": "1"}
    only_unit = row | {"unit": "kW", "note": "thermal"}
    for others in (theirs, only_unit):
        merged, conflicts = merge({"quantities": (row,)}, {"quantities": (mine,)}, {"quantities": (others,)})
        assert merged["quantities"] == ({**others, "value": 210, "unit": "kWp"},)
        assert conflicts == ("quantities",)


def test_the_same_figure_on_both_sides_is_no_conflict():
    row = {"id": "a", "value": 200, "unit": "kWp"}
    same = row | {"value": 0.2, "unit": "MWp"}
    sides = ({"quantities": (same | {"source": "1"},)}, {"quantities": (same | {"note": "n"},)})
    assert merge({"quantities": (row,)}, *sides) == ({"quantities": (same | {"note": "n", "source": "1"},)}, ())


def test_prose_is_merged_by_lines_and_words_one_by_one():
    base = {"problem": "one\n\ntwo\n\nthree", "policies": ("secap", "sump")}
    mine = {"problem": "ONE\n\ntwo\n\nthree", "policies": ("secap", "sump", "sdg11")}
    theirs = {"problem": "one\n\ntwo\n\nTHREE", "policies": ("sump", "housing")}
    assert merge(base, mine, theirs) == (
        {"problem": "ONE\n\ntwo\n\nTHREE", "policies": ("sump", "housing", "sdg11")},
        (),
    )


def test_prose_of_which_nothing_is_left_is_empty():
    base, mine, theirs = {"problem": "one two"}, {"problem": "one"}, {"problem": "two"}
    assert merge_facts(base, mine, theirs, lambda *_: " \n") == ({}, ())


def test_an_abstract_that_became_too_long_takes_a_person():
    longest = COMBINED.fields["abstract"].longest
    middle = "\n\nmiddle\n\n"
    base = {"abstract": f"a{middle}b"}
    mine = {"abstract": f"{'a ' * (longest - 10)}{middle}b"}
    theirs = {"abstract": f"a{middle}{'b ' * (longest - 10)}".strip()}
    assert merge(base, mine, theirs) == (mine, ("abstract",))


def test_a_value_removed_here_and_changed_there_is_kept_and_told():
    assert merge({"trl": 5}, {}, {"trl": 6}) == ({"trl": 6}, ("trl",))
    assert merge({"trl": 5}, {"trl": 6}, {}) == ({"trl": 6}, ("trl",))
    assert merge({"trl": 5}, {"trl": 7}, {"trl": 6}) == ({"trl": 7}, ("trl",))
    assert merge({"trl": 5}, {}, {"trl": 5, "lifetime": 20}) == ({"lifetime": 20}, ())


def test_more_rows_than_a_field_takes_need_a_person():
    base = steps(*(f"b{number}" for number in range(150)))
    mine = {"steps": base["steps"] + steps(*(f"m{number}" for number in range(30)))["steps"]}
    theirs = {"steps": base["steps"] + steps(*(f"t{number}" for number in range(30)))["steps"]}
    assert ROWS_MAX < 210
    assert merge(base, mine, theirs) == (mine, ("steps",))
