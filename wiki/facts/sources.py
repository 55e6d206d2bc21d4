"""What figures and lessons name as their sources follows the list of evidence, wherever its rows are moved."""

import re
from collections.abc import Container, Mapping, Sequence

from wiki.facts.definition import TEMPLATE
from wiki.facts.rows import rows_of, text_of
from wiki.facts.types import ROW_ID, Facts, Field, Kind, Row

_NAMING = frozenset({"source", "evidence"})
_BETWEEN = re.compile("[,;]")

Moves = Mapping[str, str]
"""What a source was called, by number or title in lower case, and what it is called now; empty where it is gone."""


def source_names(text: str, known: Container[str]) -> list[str]:
    """Return the sources that a cell names ("1, 3"), as it writes them; a ``known`` title may hold a comma."""
    if text.casefold() in known:
        return [text]
    return [name for part in _BETWEEN.split(text) if (name := part.strip())]


def known_sources(evidence: Sequence[Row]) -> Mapping[str, int]:
    """Return the number (from 1) of each source by what it can be called: its title in lower case, or its number."""
    titles = {text_of(row, "title").casefold(): number for number, row in enumerate(evidence, start=1)}
    numbers = {str(number): number for number in range(1, len(evidence) + 1)}
    return {name: number for name, number in (titles | numbers).items() if name}


def follow_evidence(before: Facts, after: Facts) -> Facts:
    """Return ``after`` with every name of a source that ``before`` has changed to what its row is called now.

    A source that is gone is named no more, so that no figure comes to lean on its neighbour.
    """
    return _follow(after, rows_of(before, "evidence"), rows_of(after, "evidence"))


def cite_from(facts: Facts, evidence: Sequence[Row]) -> Facts:
    """Return ``facts`` with the sources called what they are in another list of ``evidence``; its own list stays."""
    return _follow(facts, rows_of(facts, "evidence"), evidence)


def _follow(facts: Facts, was: Sequence[Row], now: Sequence[Row]) -> Facts:
    if was == now:
        return facts
    moves = _moves(was, now)
    followed = dict(facts)
    for key, field in TEMPLATE.fields.items():
        if columns := _naming(field):
            rows = (_followed(row, columns, moves) for row in rows_of(facts, key))
            followed[key] = tuple(row for row in rows if row.keys() > {ROW_ID})
    return {key: value for key, value in followed.items() if value != ()}


def _naming(field: Field) -> frozenset[str]:
    """Return the columns that name sources; who paid, chosen from a list, is none."""
    return frozenset(key for key in _NAMING & field.column.keys() if field.column[key].kind == Kind.TEXT)


def _moves(was: Sequence[Row], now: Sequence[Row]) -> Moves:
    places = {row[ROW_ID]: number for number, row in enumerate(now, start=1)}
    moves: dict[str, str] = {}
    for name, number in known_sources(was).items():
        place = places.get(was[number - 1][ROW_ID])
        title = text_of(now[place - 1], "title") if place and name != str(number) else ""
        moves[name] = title or str(place or "")
    return moves


def _followed(row: Row, columns: frozenset[str], moves: Moves) -> Row:
    cells = {key: _renamed(str(value), moves) if key in columns else value for key, value in row.items()}
    return {key: value for key, value in cells.items() if value != ""}


def _renamed(named: str, moves: Moves) -> str:
    names = source_names(named, moves)
    present = [_present(name, moves) for name in names]
    return named if present == names else ", ".join(filter(None, present))


def _present(name: str, moves: Moves) -> str:
    present = moves.get(name.casefold(), name)
    return name if present.casefold() == name.casefold() else present
