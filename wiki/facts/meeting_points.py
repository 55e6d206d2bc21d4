"""What of a meeting shows elsewhere: its decisions and actions, and what its sessions talked about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wiki.facts.dates import last_day
from wiki.facts.rows import rows_of, text_of
from wiki.facts.types import ROW_ID, Facts, Row


class PointKind(StrEnum):
    """Which list of a meeting's facts a point is a row of."""

    SESSION = "sessions"
    DECISION = "decisions"
    ACTION = "actions"


@dataclass(frozen=True, kw_only=True)
class Point:
    """A row of a meeting with what it is found by; ``place`` is its number in its list, from 0.

    ``city`` and ``theme`` are slugs, empty for none. ``due`` is the last day that the due date may mean.
    """

    kind: PointKind
    place: int
    row: Row
    city: str
    theme: str
    due: date | None
    is_done: bool

    @property
    def row_id(self) -> str:
        return text_of(self.row, ROW_ID)


def points_of(facts: Facts) -> tuple[Point, ...]:
    """Return the points of a meeting's facts in the order they stand."""
    return tuple(_points(facts))


def _points(facts: Facts) -> Iterator[Point]:
    for kind in PointKind:
        for place, row in enumerate(rows_of(facts, kind)):
            yield Point(
                kind=kind,
                place=place,
                row=row,
                city=text_of(row, "city"),
                theme=text_of(row, "theme"),
                due=last_day(text_of(row, "due")) if "due" in row else None,
                is_done="done_on" in row,
            )
