"""Sources that say different numbers of one thing. They stand side by side, and both are marked."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from wiki.facts.dates import first_day, last_day
from wiki.facts.rows import text_of
from wiki.facts.types import ROW_ID, Field, Row

_SAME_THING = ("what", "part", "boundary", "state", "unit", "normalisation")


def disagreeing(field: Field, rows: Sequence[Row]) -> frozenset[str]:
    """Return the ids of the rows whose value another row denies for the same thing, kind of number and period.

    A row that names no period speaks of the same as one that names any.
    """
    if not field.holds_figures:
        return frozenset()
    same: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if "value" in row:
            same[_thing(row)].append(row)
    return frozenset(
        str(row[ROW_ID]) for group in same.values() for row in group if any(_denies(row, other) for other in group)
    )


def _thing(row: Row) -> tuple[str, ...]:
    told = (*_SAME_THING, "note") if row.get("what") == "other" else _SAME_THING
    return tuple(text_of(row, key).casefold() for key in told)


def _denies(row: Row, other: Row) -> bool:
    periods = _period(row), _period(other)
    return row["value"] != other["value"] and (None in periods or periods[0] == periods[1])


def _period(row: Row) -> tuple[date, date] | None:
    begins, ends = text_of(row, "from") or text_of(row, "to"), text_of(row, "to") or text_of(row, "from")
    return (first_day(begins), last_day(ends)) if begins else None
