"""Two people's changes to the facts of one practice, brought together field by field and row by row."""

from collections.abc import Callable, Mapping
from typing import Any

from wiki.facts.definition import TEMPLATE
from wiki.facts.rows import rows_of
from wiki.facts.types import ROW_ID, Facts, Field, Kind, Row, Value
from wiki.facts.vocabularies import VOCABULARIES

MergeTexts = Callable[[str, str, str], str | None]
"""Merges base, mine and theirs by lines; None where it takes a person."""


def merge_facts(base: Facts, mine: Facts, theirs: Facts, merge_texts: MergeTexts) -> tuple[Facts, tuple[str, ...]]:
    """Return the facts with both changes, and the fields that both changed differently, which keep mine.

    A row is the same row wherever it stands. Rows that one side added stay, those one side removed go, unless the other
    changed them meanwhile. My order is kept and their new rows follow, unless only they changed the order.
    """
    merged: dict[str, Value] = {}
    conflicts: list[str] = []
    value: Any
    for key, field in TEMPLATE.fields.items():
        three = (base.get(key), mine.get(key), theirs.get(key))
        if field.kind == Kind.ROWS:
            lists = tuple(rows_of(facts, key) for facts in (base, mine, theirs))
            value, is_clear = _merge_rows(field, lists, merge_texts)
        else:
            value, is_clear = _merge_value(field, *three, merge_texts)
        if value is not None:
            merged[key] = value
        if not is_clear:
            conflicts.append(key)
    return merged, tuple(conflicts)


def _merge_value(field: Field, base: Any, mine: Any, theirs: Any, merge_texts: MergeTexts) -> tuple[Any, bool]:
    if mine in (base, theirs):
        return theirs, True
    if theirs == base:
        return mine, True
    if field.kind == Kind.PROSE and isinstance(mine, str) and isinstance(theirs, str):
        text = merge_texts(base or "", mine, theirs)
        if text is not None:
            return text.strip(), True
    if field.kind == Kind.CHOICES:
        return _merge_words(field, set(base or ()), set(mine or ()), set(theirs or ())), True
    return mine, False


def _merge_words(field: Field, base: set[str], mine: set[str], theirs: set[str]) -> tuple[str, ...] | None:
    """Merge choices: what either side took away goes, what either added stays."""
    chosen = (mine & theirs) | (mine - base) | (theirs - base)
    return tuple(word for word in VOCABULARIES[field.vocabulary] if word in chosen) or None


def _merge_rows(
    field: Field, lists: tuple[tuple[Row, ...], ...], merge_texts: MergeTexts
) -> tuple[tuple[Row, ...] | None, bool]:
    base, mine, theirs = lists
    if mine in (base, theirs):
        return theirs or None, True
    if theirs == base:
        return mine or None, True
    before, ours, others = _by_id(base), _by_id(mine), _by_id(theirs)
    first, second = (theirs, mine) if [*ours] == [*before] else (mine, theirs)
    merged: list[Row] = []
    is_clear = True
    for name in dict.fromkeys(str(row[ROW_ID]) for row in (*first, *second)):
        row, row_is_clear = _merge_row(field, before.get(name), ours.get(name), others.get(name), merge_texts)
        is_clear = is_clear and row_is_clear
        if row is not None:
            merged.append(row)
    return tuple(merged) or None, is_clear


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
    row: dict[str, Any] = {ROW_ID: mine[ROW_ID]}
    is_clear = True
    for column in field.columns:
        key = column.key
        three = ((base or {}).get(key), mine.get(key), theirs.get(key))
        value, cell_is_clear = _merge_value(column, *three, merge_texts)
        is_clear = is_clear and cell_is_clear
        if value is not None:
            row[key] = value
    return row, is_clear


def _by_id(rows: tuple[Row, ...]) -> Mapping[str, Row]:
    return {str(row[ROW_ID]): row for row in rows}
