from hypothesis import given
from hypothesis import strategies as st

from tests.unit.facts.strategies import edited, facts_strategy
from wiki.facts import COMBINED, Kind, changes

PAIR = facts_strategy(max_rows=5).flatmap(lambda old: st.tuples(st.just(old), edited(old)))


def steps(names, **cells):
    return {"steps": tuple({"id": name, "step": cells.get(name, name)} for name in names)}


def told(old, new):
    return [(one.happened, one.row, one.old, one.new) for one in changes(old, new)]


@given(PAIR)
def test_there_are_changes_where_something_differs_and_only_there(pair):
    old, new = pair
    assert (changes(old, new) == ()) == (old == new)
    assert changes(old, old) == ()
    assert tuple(dict.fromkeys(change.field.key for change in changes(old, new))) == tuple(
        key for key in COMBINED.fields if old.get(key) != new.get(key)
    )


@given(PAIR)
def test_what_is_told_explains_all_that_differs(pair):
    old, new = pair
    result = dict(old)
    for change in changes(old, new):
        if change.field.kind != Kind.ROWS:
            assert result.get(change.field.key) == change.old
            result[change.field.key] = change.new
    for key, field in COMBINED.fields.items():
        if field.kind == Kind.ROWS:
            result[key] = _applied(old.get(key, ()), [one for one in changes(old, new) if one.field is field])
    without_ids = {key: _cells(value) for key, value in new.items()}
    assert {key: _cells(value) for key, value in result.items() if value not in (None, ())} == without_ids


def _cells(value):
    if not isinstance(value, tuple) or not value or isinstance(value[0], str):
        return value
    return [{key: cell for key, cell in row.items() if key != "id"} for row in value]


def _applied(rows, told_changes):
    """Return the rows after the changes, read from nothing but the changes."""
    gone = {change.row for change in told_changes if change.happened == "removed"}
    moved = {change.old: change.new for change in told_changes if change.happened == "moved"}
    added = {change.row for change in told_changes if change.happened == "added"}
    placed = {moved[place]: dict(row) for place, row in enumerate(rows, 1) if place in moved}
    placed |= {place: {} for place in added}
    rest = [dict(row) for place, row in enumerate(rows, 1) if place not in gone and place not in moved]
    after = [placed[place] if place in placed else rest.pop(0) for place in range(1, len(placed) + len(rest) + 1)]
    for change in told_changes:
        if change.happened in {"changed", "added"}:
            assert after[change.row - 1].get(change.column.key) == change.old
            after[change.row - 1][change.column.key] = change.new
    return tuple({key: cell for key, cell in row.items() if cell is not None} for row in after)


@given(PAIR)
def test_a_change_backwards_is_the_change_turned_round(pair):
    old, new = pair
    turned = {"added": "removed", "removed": "added"}
    there = {(one.field.key, one.cell.key, turned.get(one.happened, one.happened)) for one in changes(old, new)}
    assert {(key, cell) for key, cell, what in there if what != "moved"} == {
        (one.field.key, one.cell.key) for one in changes(new, old) if one.happened != "moved"
    }


def test_one_moved_row_is_told_as_one():
    assert told(steps("abcdefghij"), steps("bcdefghija")) == [("moved", 10, 1, 10)]
    assert told(steps("abcdefghij"), steps("jabcdefghi")) == [("moved", 1, 10, 1)]
    assert told(steps("abcdefghij"), steps("abcgdefhij")) == [("moved", 4, 7, 4)]
    assert len(told(steps("abcd"), steps("bacd"))) == 1


def test_rows_that_others_pushed_on_are_not_moved():
    assert told(steps("abc"), steps("xabc")) == [("added", 1, None, "x")]
    assert told(steps("abc"), steps("bc")) == [("removed", 1, "a", None)]


def test_a_moved_row_that_was_edited_tells_both():
    assert told(steps("abc"), steps("bca", a="A")) == [("moved", 3, 1, 3), ("changed", 3, "a", "A")]


def test_a_removed_row_cannot_be_taken_for_a_cell_that_was_emptied():
    removed = changes(steps("ab"), steps("b"))
    emptied = changes({"steps": ({"id": "a", "step": "a", "who": "W"},)}, {"steps": ({"id": "a", "who": "W"},)})
    assert [one.happened for one in removed] == ["removed"]
    assert [one.happened for one in emptied] == ["changed"]


@given(st.permutations("abcdefgh"))
def test_no_fewer_rows_could_have_been_moved(names):
    moved = [one.new for one in changes(steps("abcdefgh"), steps(names))]
    still = [name for place, name in enumerate(names, 1) if place not in moved]
    assert still == sorted(still)
    assert len(still) == max(len(run) for run in _runs(names))


def _runs(names):
    runs = [""]
    for name in names:
        runs += [run + name for run in runs if not run or run[-1] < name]
    return runs


def test_scalars_tell_old_and_new():
    (change,) = changes({"cost_band": "250k_1m"}, {"cost_band": "1m_5m"})
    assert (change.cell.key, change.old, change.new, change.row) == ("cost_band", "250k_1m", "1m_5m", None)
    assert told({"trl": 5}, {}) == [("changed", None, 5, None)]
