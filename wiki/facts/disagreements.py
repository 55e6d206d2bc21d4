"""Sources that say different numbers of one thing. They stand side by side, and both are marked."""

from collections import defaultdict
from collections.abc import Sequence

from wiki.facts.types import ROW_ID, Field, Row

_SAME_THING = ("what", "part", "boundary", "state", "unit", "from", "to", "normalisation")


def disagreeing(field: Field, rows: Sequence[Row]) -> frozenset[str]:
    """Return the ids of the rows whose value another row denies for the same thing, kind of number and period.

    A row that names no period speaks of the same as one that names any.
    """
    if not field.holds_figures:
        return frozenset()
    keys = [name for name in _SAME_THING if name in field.column and name not in {"from", "to"}]
    same: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if "value" in row:
            same[tuple(row.get(name) for name in keys)].append(row)
    return frozenset(
        str(row[ROW_ID]) for group in same.values() for row in group if any(_denies(row, other) for other in group)
    )


def _denies(row: Row, other: Row) -> bool:
    periods = [(item.get("from"), item.get("to")) for item in (row, other)]
    is_same_time = periods[0] == periods[1] or (None, None) in periods
    return is_same_time and row["value"] != other["value"]
