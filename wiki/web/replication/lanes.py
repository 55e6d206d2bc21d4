"""Moves over time as lanes: plain numbers for a template to draw, in user units, x to the right and y down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wiki.replication.types import Move, Replication, ReplicationNews

WIDTH, LANE, TOP, LEFT, RIGHT = 720.0, 38.0, 26.0, 12.0, 14.0
# More lanes than fit a screen and a sheet; the list beside tells all.
MOST_LANES = 40
_MOST_TICKS = 8


@dataclass(frozen=True, kw_only=True)
class Dot:
    move: Move
    x: float


@dataclass(frozen=True, kw_only=True)
class Lane:
    replication: Replication
    y: float
    dots: tuple[Dot, ...]


@dataclass(frozen=True, kw_only=True)
class Tick:
    """The first day of a year."""

    year: int
    x: float


@dataclass(frozen=True, kw_only=True)
class Drawing:
    width: float
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


def lanes_of(news: Sequence[ReplicationNews]) -> Drawing | None:
    """Return the drawing of moves, the replication that moved last on top; nothing without moves."""
    if not news:
        return None
    days = [each.move.happened_on for each in news]
    first, last = min(days), max(days)
    by_id: dict[int, list[Move]] = {}
    named: dict[int, Replication] = {}
    for each in news:
        by_id.setdefault(each.replication.id, []).append(each.move)
        named[each.replication.id] = each.replication
    lanes = tuple(
        Lane(
            replication=named[number],
            y=TOP + LANE * place + LANE * 0.75,
            dots=tuple(Dot(move=move, x=_x(move.happened_on, first, last)) for move in reversed(moves)),
        )
        for place, (number, moves) in enumerate(list(by_id.items())[:MOST_LANES])
    )
    return Drawing(width=WIDTH, height=TOP + LANE * len(lanes) + LANE / 2, lanes=lanes, ticks=_ticks(first, last))


def _x(day: date, first: date, last: date) -> float:
    share = (day - first).days / max((last - first).days, 1)
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _ticks(first: date, last: date) -> tuple[Tick, ...]:
    years = range(first.year + 1, last.year + 1)
    every = -(-len(years) // _MOST_TICKS) or 1
    return tuple(Tick(year=year, x=_x(date(year, 1, 1), first, last)) for year in years[::every])
