"""What changed between two states of a practice's facts, field by field and row by row."""

from collections.abc import Iterator
from dataclasses import dataclass

from wiki.facts.definition import TEMPLATE
from wiki.facts.rows import rows_of
from wiki.facts.types import ROW_ID, Facts, Field, Kind, Row, Value


@dataclass(frozen=True, kw_only=True)
class Change:
    """One value that differs; ``None`` where there was or is none.

    In a field of rows ``row`` is the row's number, from 1, where it stands now (or stood, if it is gone), and
    ``column`` the cell; a ``column`` of None tells that the row only stands elsewhere.
    """

    field: Field
    old: Value | None
    new: Value | None
    row: int | None = None
    column: Field | None = None

    @property
    def cell(self) -> Field:
        """The field that says how the values read."""
        return self.column or self.field


def changes(old: Facts, new: Facts) -> tuple[Change, ...]:
    """Return the differences in the template's order."""
    return tuple(change for field in TEMPLATE.fields.values() for change in _changes(field, old, new))


def changed_keys(old: Facts, new: Facts) -> tuple[str, ...]:
    """Return the keys of the fields that differ, in the template's order."""
    return tuple(key for key in TEMPLATE.fields if old.get(key) != new.get(key))


def _changes(field: Field, old: Facts, new: Facts) -> Iterator[Change]:
    before, after = old.get(field.key), new.get(field.key)
    if before == after:
        return
    if field.kind == Kind.ROWS:
        yield from _row_changes(field, rows_of(old, field.key), rows_of(new, field.key))
    else:
        yield Change(field=field, old=before, new=after)


def _row_changes(field: Field, old: tuple[Row, ...], new: tuple[Row, ...]) -> Iterator[Change]:
    before = {row[ROW_ID]: (place, row) for place, row in enumerate(old, 1)}
    after = {row[ROW_ID]: (place, row) for place, row in enumerate(new, 1)}
    moved = _moved([name for name in before if name in after], [name for name in after if name in before])
    for name, (place, row) in after.items():
        if name in moved:
            yield Change(field=field, old=before[name][0], new=place, row=place)
        yield from _cell_changes(field, place, before.get(name, (0, {}))[1], row)
    for name, (place, row) in before.items():
        if name not in after:
            yield from _cell_changes(field, place, row, {})


def _cell_changes(field: Field, place: int, old: Row, new: Row) -> Iterator[Change]:
    for column in field.columns:
        before, after = old.get(column.key), new.get(column.key)
        if before != after:
            yield Change(field=field, row=place, column=column, old=before, new=after)


def _moved(old: list[object], new: list[object]) -> set[object]:
    """Return the rows that stand elsewhere among the rows both have."""
    return {name for name, was in zip(new, old, strict=True) if name != was}
