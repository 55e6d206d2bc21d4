"""How a plan follows the practice's next edition, change by change. Pure.

A plan holds what it composed and what people made of it. A change of the practice concerns it where composing from the
changed facts gives other cells than before: those cells of the plan's row of the same name change, a row that came or
went comes or goes. A day or an amount that people set themselves stays, for they planned with it.
"""

from collections.abc import Iterable, Mapping, Sequence

from wiki.facts import PLAN, ROW_ID, Change, Facts, Kind, Row, rows_of
from wiki.facts.types import Field, Value

# What follows from other rows too, and what people set their own in place of.
_COMPUTED = frozenset({"start", "due", "low", "high", "quantity", "price_year", "source"})


def followed(plan: Facts, before: Facts, after: Facts) -> Facts:
    """Return a plan that was composed as ``before`` says, as it is where the practice composes ``after``."""
    result: dict[str, Value] = dict(plan)
    for key, field in PLAN.fields.items():
        if field.kind == Kind.ROWS:
            kept = _rows(field, rows_of(plan, key), rows_of(before, key), rows_of(after, key))
            _put(result, key, kept)
        elif before.get(key) != after.get(key) and plan.get(key) == before.get(key):
            _put(result, key, after.get(key))
    return {key: result[key] for key in PLAN.fields if key in result}


def with_changes(old: Facts, new: Facts, taken: Iterable[Change]) -> Facts:
    """Return the facts ``old`` with some of the changes that lead to ``new``."""
    result: dict[str, Value] = dict(old)
    for change in taken:
        key = change.field.key
        if change.row is None:
            _put(result, key, change.new)
        elif change.happened != "moved":
            _put(result, key, _changed_rows(change, rows_of(old, key), rows_of(new, key), rows_of(result, key)))
    return result


def _put(facts: dict[str, Value], key: str, value: Value | None) -> None:
    if value is None or value == ():
        facts.pop(key, None)
    else:
        facts[key] = value


def _changed_rows(change: Change, old: Sequence[Row], new: Sequence[Row], rows: Sequence[Row]) -> tuple[Row, ...]:
    place = (change.row or 1) - 1
    row = old[place] if change.happened == "removed" else new[place]
    name = row[ROW_ID]
    if change.happened == "removed":
        return tuple(each for each in rows if each[ROW_ID] != name)
    if change.happened == "added":
        return _with_row(rows, row, new)
    return tuple(_with_cell(each, change, row) if each[ROW_ID] == name else each for each in rows)


def _with_cell(row: Row, change: Change, now: Row) -> Row:
    key = change.column.key if change.column else ""
    kept = {name: cell for name, cell in row.items() if name != key}
    return kept | {key: now[key]} if key in now else kept


def _with_row(rows: Sequence[Row], row: Row, order: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows with one more behind the last of those that come before it in an order."""
    names = [each[ROW_ID] for each in rows]
    if row[ROW_ID] in names:
        return tuple(rows)
    earlier = [each[ROW_ID] for each in order][: [each[ROW_ID] for each in order].index(row[ROW_ID])]
    place = max((names.index(name) + 1 for name in earlier if name in names), default=0)
    return (*rows[:place], row, *rows[place:])


def _rows(field: Field, plan: Sequence[Row], before: Sequence[Row], after: Sequence[Row]) -> tuple[Row, ...]:
    was, now = _by_name(before), _by_name(after)
    rows = tuple(
        _row(field, row, was.get(str(row[ROW_ID]), {}), now.get(str(row[ROW_ID]), {}))
        for row in plan
        if row[ROW_ID] not in was or row[ROW_ID] in now
    )
    for row in after:
        if row[ROW_ID] not in was:
            rows = _with_row(rows, row, after)
    return rows


def _by_name(rows: Iterable[Row]) -> Mapping[str, Row]:
    return {str(row[ROW_ID]): row for row in rows}


def _row(field: Field, row: Row, before: Row, after: Row) -> Row:
    """Return the plan's row with the cells that are composed otherwise now."""
    if not before or not after:
        return row
    cells = dict(row)
    for key in field.column:
        is_own = key in _COMPUTED and row.get(key) != before.get(key)
        if before.get(key) != after.get(key) and not is_own:
            cells.pop(key, None)
            if key in after:
                cells[key] = after[key]
    return cells
