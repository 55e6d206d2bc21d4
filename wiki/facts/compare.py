"""What changed between two states of facts, field by field and row by row."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from wiki.facts.definition import COMBINED
from wiki.facts.rows import rows_of
from wiki.facts.types import ROW_ID, Facts, Field, Kind, Row, Template, Value

Happened = Literal["changed", "added", "removed", "moved"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One value that differs; ``None`` where there was or is none.

    In a field of rows ``row`` is the row's number, from 1, where it stands now (or stood, if it is gone), ``column``
    the cell, and ``happened`` tells of the whole row: a cell of it changed, or it was added, removed or moved. Of a
    row that was moved ``old`` and ``new`` are its numbers, and ``column`` is None.
    """

    field: Field
    old: Value | None
    new: Value | None
    row: int | None = None
    column: Field | None = None
    happened: Happened = "changed"

    @property
    def cell(self) -> Field:
        """The field that says how the values read."""
        return self.column or self.field


def changes(old: Facts, new: Facts, template: Template = COMBINED) -> tuple[Change, ...]:
    """Return the differences in the template's order."""
    return tuple(change for field in template.fields.values() for change in _changes(field, old, new))


def _changes(field: Field, old: Facts, new: Facts) -> Iterator[Change]:
    before, after = old.get(field.key), new.get(field.key)
    if before == after:
        return
    if field.kind == Kind.ROWS:
        yield from _row_changes(field, rows_of(old, field.key), rows_of(new, field.key))
    else:
        yield Change(field=field, old=before, new=after)


def _row_changes(field: Field, old: tuple[Row, ...], new: tuple[Row, ...]) -> Iterator[Change]:
    before, after = _numbered(old), _numbered(new)
    moved = _moved([name for name in before if name in after], [name for name in after if name in before])
    for name, (place, row) in after.items():
        if name not in before:
            yield from _cell_changes(field, place, {}, row, "added")
            continue
        was, earlier = before[name]
        if name in moved:
            yield Change(field=field, old=was, new=place, row=place, happened="moved")
        yield from _cell_changes(field, place, earlier, row)
    for name, (place, row) in before.items():
        if name not in after:
            yield from _cell_changes(field, place, row, {}, "removed")


def _numbered(rows: tuple[Row, ...]) -> Mapping[str, tuple[int, Row]]:
    return {str(row[ROW_ID]): (place, row) for place, row in enumerate(rows, 1)}


def _cell_changes(field: Field, place: int, old: Row, new: Row, happened: Happened = "changed") -> Iterator[Change]:
    for column in field.columns:
        before, after = old.get(column.key), new.get(column.key)
        if before != after:
            yield Change(field=field, row=place, column=column, old=before, new=after, happened=happened)


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the fewest rows whose moving makes the new order of the old: all but a longest run that kept its order."""
    was = {name: place for place, name in enumerate(old)}
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for name in new:
        place = was[name]
        length = bisect_left(ends, place)
        before[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return {name for name in new if was[name] not in kept}
