"""Two people's changes to the facts of one thing, brought together field by field and row by row."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wiki.facts.definition import COMBINED
from wiki.facts.reading import ROWS_MAX
from wiki.facts.scalars import Wrong, read_scalar
from wiki.facts.sources import cite_from
from wiki.facts.types import ROW_ID, Facts, Field, Kind, Row, Template, Value
from wiki.facts.vocabularies import VOCABULARIES

MergeTexts = Callable[[str, str, str], str | None]
"""Merges base, mine and theirs by lines; None where it takes a person."""

_FIGURE = ("value", "unit")


def merge_facts(
    base: Facts, mine: Facts, theirs: Facts, merge_texts: MergeTexts, template: Template = COMBINED
) -> tuple[Facts, tuple[str, ...]]:
    """Return the facts with both changes, and the fields that both changed differently.

    In those mine is kept; where I took away what they changed, what they wrote. A row is the same row wherever it
    stands. Rows that one side added stay, those one side removed go, unless the other changed them meanwhile. My
    order is kept unless only they changed it; a row that the other side added follows the one it was added after.
    A source that one side names is the same source in the merged list of evidence, whatever its number there.
    """
    base, mine, theirs = _citing_alike(base, mine, theirs, merge_texts)
    merged: dict[str, Value] = {}
    conflicts: list[str] = []
    for key, field in template.fields.items():
        merge = _merge_rows if field.kind == Kind.ROWS else _merge_value
        value, is_clear = merge(field, base.get(key), mine.get(key), theirs.get(key), merge_texts)
        if value is not None:
            merged[key] = value
        if not is_clear:
            conflicts.append(key)
    return merged, tuple(conflicts)


def _citing_alike(base: Facts, mine: Facts, theirs: Facts, merge_texts: MergeTexts) -> tuple[Facts, Facts, Facts]:
    """Return the three with sources named as in the merged list: the same number meant another row in each."""
    key = "evidence"
    evidence, _ = _merge_rows(COMBINED.fields[key], base.get(key), mine.get(key), theirs.get(key), merge_texts)
    return cite_from(base, evidence or ()), cite_from(mine, evidence or ()), cite_from(theirs, evidence or ())


def _merge_value(field: Field, base: Any, mine: Any, theirs: Any, merge_texts: MergeTexts) -> tuple[Any, bool]:
    if mine in (base, theirs):
        return theirs, True
    if theirs == base:
        return mine, True
    if field.kind == Kind.CHOICES:
        return _merge_words(field, set(base or ()), set(mine or ()), set(theirs or ())), True
    if field.kind == Kind.PROSE and mine is not None and theirs is not None:
        text = merge_texts(base or "", mine, theirs)
        if text is not None and _can_be_read(field, text):
            return read_scalar(field, text), True
    return theirs if mine is None else mine, False


def _can_be_read(field: Field, text: str) -> bool:
    """Tell whether a field takes a text that nobody wrote as it is; it may have become too long."""
    try:
        read_scalar(field, text)
    except Wrong:
        return False
    return True


def _merge_words(field: Field, base: set[str], mine: set[str], theirs: set[str]) -> tuple[str, ...] | None:
    """Merge choices: what either side took away goes, what either added stays."""
    chosen = (mine & theirs) | (mine - base) | (theirs - base)
    return tuple(word for word in VOCABULARIES[field.vocabulary] if word in chosen) or None


def _merge_rows(field: Field, base: Any, mine: Any, theirs: Any, merge_texts: MergeTexts) -> tuple[Any, bool]:
    if mine in (base, theirs):
        return theirs, True
    if theirs == base:
        return mine, True
    before, ours, others = map(_by_id, (base, mine, theirs))
    outcomes = [
        _merge_row(field, before.get(name), ours.get(name), others.get(name), merge_texts)
        for name in _order([*before], [*ours], [*others])
    ]
    rows = tuple(row for row, _ in outcomes if row is not None)
    if len(rows) > ROWS_MAX:
        return mine, False
    return rows or None, all(is_clear for _, is_clear in outcomes)


def _by_id(rows: Sequence[Row] | None) -> Mapping[str, Row]:
    return {str(row[ROW_ID]): row for row in rows or ()}


def _order(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return the ids of all rows either side has, in the order the merged rows stand."""
    is_mine_as_it_was = [name for name in mine if name in base] == [name for name in base if name in mine]
    lead, follow = (theirs, mine) if is_mine_as_it_was else (mine, theirs)
    order = [*lead]
    known = set(lead)
    for place, name in enumerate(follow):
        if name not in known:
            order.insert(order.index(follow[place - 1]) + 1 if place else 0, name)
    return order


def _merge_row(
    field: Field, base: Row | None, mine: Row | None, theirs: Row | None, merge_texts: MergeTexts
) -> tuple[Row | None, bool]:
    if mine in (base, theirs):
        return theirs, True
    if theirs == base:
        return mine, True
    if mine is None or theirs is None:
        # Removed here, changed there: what was written is kept until a person decides.
        return mine or theirs, False
    before = base or {}
    others = _with_my_figure(before, mine, theirs)
    is_clear = others is theirs
    cells: dict[str, Any] = {}
    for key, column in field.column.items():
        value, cell_is_clear = _merge_value(column, before.get(key), mine.get(key), others.get(key), merge_texts)
        is_clear = is_clear and cell_is_clear
        if value is not None:
            cells[key] = value
    return ({ROW_ID: mine[ROW_ID], **cells} if cells else None), is_clear


def _with_my_figure(base: Row, mine: Row, theirs: Row) -> Row:
    """Return their row with my number and unit where both sides changed them: half of each would be a third number."""
    before, ours, others = ({key: row[key] for key in _FIGURE if key in row} for row in (base, mine, theirs))
    if ours == others or before in (ours, others):
        return theirs
    return {**{key: cell for key, cell in theirs.items() if key not in _FIGURE}, **ours}
