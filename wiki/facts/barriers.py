"""The barriers among a practice's facts, as they show in the list of challenges."""

from dataclasses import dataclass

from wiki.facts.rows import rows_of, text_of
from wiki.facts.types import ROW_ID, Facts, Row


@dataclass(frozen=True, kw_only=True)
class Barrier:
    """A barrier with what it is found by; ``place`` is its number in its list, from 0. It is open while unsolved."""

    place: int
    row: Row
    category: str
    phase: str
    is_open: bool

    @property
    def row_id(self) -> str:
        return text_of(self.row, ROW_ID)


def barriers_of(facts: Facts) -> tuple[Barrier, ...]:
    """Return the barriers of a practice's facts in the order they stand."""
    return tuple(
        Barrier(
            place=place,
            row=row,
            category=text_of(row, "category"),
            phase=text_of(row, "phase"),
            is_open=not text_of(row, "solved"),
        )
        for place, row in enumerate(rows_of(facts, "influences"))
        if row.get("kind") == "barrier"
    )
