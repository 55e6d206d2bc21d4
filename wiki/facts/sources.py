"""What figures and lessons name as their sources follows the list of evidence, wherever its rows are moved."""

import re
from collections.abc import Mapping, Sequence

from wiki.facts.definition import TEMPLATE
from wiki.facts.rows import rows_of, text_of
from wiki.facts.types import ROW_ID, Facts, Row

_NAMING = frozenset({"source", "evidence"})
_BETWEEN = re.compile(r"\s*[,;]\s*")

Moves = Mapping[str, str]
"""What a source was called, by number or title in lower case, and what it is called now; empty where it is gone."""


def follow_evidence(before: Facts, after: Facts) -> Facts:
    """Return ``after`` with every name of a source that ``before`` has changed to what its row is called now.

    A source that is gone is named no more, so that no figure comes to lean on its neighbour.
    """
    moves = _moves(rows_of(before, "evidence"), rows_of(after, "evidence"))
    if not moves:
        return after
    followed = dict(after)
    for key, field in TEMPLATE.fields.items():
        if columns := _NAMING & field.column.keys():
            followed[key] = tuple(_followed(row, columns, moves) for row in rows_of(after, key))
    return {key: value for key, value in followed.items() if value != ()}


def _moves(before: Sequence[Row], after: Sequence[Row]) -> Moves:
    now = {row[ROW_ID]: (str(place), text_of(row, "title")) for place, row in enumerate(after, start=1)}
    moves: dict[str, str] = {}
    for place, row in enumerate(before, start=1):
        number, title = now.get(row[ROW_ID], ("", ""))
        moves |= {text_of(row, "title").casefold(): title, str(place): number}
    return {old: new for old, new in moves.items() if old != new.casefold()}


def _followed(row: Row, columns: frozenset[str], moves: Moves) -> Row:
    cells = {key: _renamed(str(value), moves) if key in columns else value for key, value in row.items()}
    return {key: value for key, value in cells.items() if value != ""}


def _renamed(named: str, moves: Moves) -> str:
    whole = moves.get(named.strip().casefold())
    if whole is not None:
        return whole
    names = _BETWEEN.split(named)
    if not any(name.casefold() in moves for name in names):
        return named
    return ", ".join(filter(None, (moves.get(name.casefold(), name) for name in names)))
