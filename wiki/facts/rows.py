"""Reading rows out of facts."""

from collections.abc import Collection
from typing import cast

from wiki.facts.types import ROW_ID, Facts, Row, Value


def rows_of(facts: Facts, key: str) -> tuple[Row, ...]:
    """Return the rows of a field, none if it is empty."""
    return cast("tuple[Row, ...]", facts.get(key, ()))


def text_of(row: Row, key: str) -> str:
    """Return a cell as text, empty if it is."""
    return str(row.get(key, ""))


def without_cells(facts: Facts, places: Collection[str]) -> Facts:
    """Return facts without the cells at places such as ``blocks.0.kind``, and without rows that are empty then."""
    kept: dict[str, Value] = dict(facts)
    for key in {place.partition(".")[0] for place in places}:
        rows = tuple(
            {name: cell for name, cell in row.items() if f"{key}.{place}.{name}" not in places}
            for place, row in enumerate(rows_of(facts, key))
        )
        kept[key] = tuple(row for row in rows if row.keys() - {ROW_ID})
    return {key: value for key, value in kept.items() if value != ()}
