"""Reading rows out of facts."""

from typing import cast

from wiki.facts.types import Facts, Row


def rows_of(facts: Facts, key: str) -> tuple[Row, ...]:
    """Return the rows of a field, none if it is empty."""
    return cast("tuple[Row, ...]", facts.get(key, ()))


def text_of(row: Row, key: str) -> str:
    """Return a cell as text, empty if it is."""
    return str(row.get(key, ""))
