"""The same facts of several practices beside each other, the units of each thing made equal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from wiki.facts.definition import TEMPLATE
from wiki.facts.disagreements import disagreeing
from wiki.facts.rows import rows_of, text_of
from wiki.facts.types import ROW_ID, Facts, Field, Kind, Row, Scalar, Section, Value
from wiki.facts.units import common_unit, convert, convertible, shown
from wiki.facts.vocabularies import VOCABULARIES

# What another practice has only by chance, and where it lies.
_LEFT_OUT = frozenset({"latitude", "longitude", "licence", "contact_role", "review_due"})
_SHORT = frozenset({Kind.TEXT, Kind.CHOICE, Kind.CHOICES, Kind.DATE, Kind.NUMBER, Kind.YES_NO})
# Rows are laid beside those of the same word in these columns.
_MATCHED_BY: Mapping[str, tuple[str, ...]] = {
    "beneficiaries": ("group",),
    "blocks": ("kind",),
    "actors": ("role",),
    "funding": ("source",),
    "influences": ("kind", "category"),
    "conditions": ("attribute",),
}
# These say which one is meant where the word beside them does not.
_NAMED_BY = {"other": "note", "part": "part"}
_UNSAID = frozenset({ROW_ID, "source"})


@dataclass(frozen=True, kw_only=True)
class Given:
    """What one practice says of a thing: a field's ``value``, or a ``row`` of it with its number in the common unit.

    ``was`` is the number and its unit before that. ``is_apart``: its unit cannot be made that of the others.
    ``is_disputed``: another source of the same practice says another number.
    """

    value: Value | None = None
    row: Row | None = None
    was: tuple[float, str] | None = None
    is_apart: bool = False
    is_disputed: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that at least one practice tells of; ``cells`` are in the order of the practices, empty for none.

    ``things`` are the columns it is matched by and their values; ``unit`` is what its numbers are told in.
    """

    section: Section
    field: Field
    things: Sequence[tuple[Field, str]] = ()
    unit: str = ""
    cells: Sequence[tuple[Given, ...]]
    is_same: bool


def side_by_side(practices: Sequence[Facts]) -> tuple[Line, ...]:
    """Return what the practices tell of the same things, in the template's order; prose is left to their own pages."""
    return tuple(
        line
        for section in TEMPLATE.sections
        for field in section.fields
        if field.key not in _LEFT_OUT and any(field.key in facts for facts in practices)
        for line in _lines(section, field, practices)
    )


def _lines(section: Section, field: Field, practices: Sequence[Facts]) -> Iterator[Line]:
    if field.holds_figures:
        yield from _figure_lines(section, field, practices)
    elif field.key in _MATCHED_BY:
        for things, rows in _matched(field, _MATCHED_BY[field.key], practices).items():
            cells = [tuple(Given(row=row) for row in each) for each in rows]
            yield _line(section, field, cells, things=_columns(field, _MATCHED_BY[field.key], things))
    elif field.kind in _SHORT:
        yield _line(section, field, [_value(facts, field.key) for facts in practices])


def _value(facts: Facts, key: str) -> tuple[Given, ...]:
    return (Given(value=facts[key]),) if key in facts else ()


def _figure_lines(section: Section, field: Field, practices: Sequence[Facts]) -> Iterator[Line]:
    """Yield a line for each kind of number (baseline, target …) of each thing, all of a thing in one unit."""
    disputed = [disagreeing(field, rows_of(facts, field.key)) for facts in practices]
    by = ("what",) if "what" in field.column else ()
    for things, rows in _matched(field, by, practices).items():
        unit = "" if "unit" not in field.column else common_unit(_amount(row) for each in rows for row in each)
        name = _name(field, things, rows)
        for state in (*VOCABULARIES["figure_kind"], ""):
            cells = [
                tuple(_figure(row, unit, ids) for row in each if text_of(row, "state") == state)
                for each, ids in zip(rows, disputed, strict=True)
            ]
            if any(cells):
                told = [*_columns(field, by, things), *name, *_columns(field, ("state",), (state,))]
                yield _line(section, field, cells, things=told, unit=unit or field.column["value"].unit)


def _name(field: Field, thing: Sequence[str], rows: Sequence[Sequence[Row]]) -> list[tuple[Field, str]]:
    """Return what the first practice calls a thing that has no word of its own."""
    key = _NAMED_BY.get(thing[0]) if thing else None
    first = next(row for each in rows for row in each)
    return _columns(field, (key,), (text_of(first, key),)) if key else []


def _amount(row: Row) -> tuple[float, str]:
    return cast("float", row.get("value", 0)), text_of(row, "unit")


def _figure(row: Row, unit: str, disputed: frozenset[str]) -> Given:
    value, own = _amount(row)
    is_disputed = str(row[ROW_ID]) in disputed
    if "value" not in row or not own or own == unit:
        return Given(row=row, is_disputed=is_disputed)
    if not convertible(own, unit):
        return Given(row=row, is_apart=True, is_disputed=is_disputed)
    made = {**row, "value": shown(convert(value, own, unit)), "unit": unit}
    return Given(row=made, was=(value, own), is_disputed=is_disputed)


def _matched(
    field: Field, by: Sequence[str], practices: Sequence[Facts]
) -> Mapping[tuple[str, ...], list[tuple[Row, ...]]]:
    """Return each practice's rows by what they tell of, in the order of the vocabularies."""
    told = [rows_of(facts, field.key) for facts in practices]
    things = dict.fromkeys(_thing(row, by) for rows in told for row in rows)
    ordered = sorted(things, key=lambda thing: [_rank(field.column[key], thing[n]) for n, key in enumerate(by)])
    return {thing: [tuple(row for row in rows if _thing(row, by) == thing) for rows in told] for thing in ordered}


def _thing(row: Row, by: Sequence[str]) -> tuple[str, ...]:
    words = tuple(text_of(row, key) for key in by)
    named = (text_of(row, _NAMED_BY[word]).casefold() for word in words if word in _NAMED_BY)
    return (*words, *named)


def _rank(column: Field, word: str) -> int:
    known = list(VOCABULARIES[column.vocabulary])
    return known.index(word) if word in known else len(known)


def _columns(field: Field, keys: Sequence[str], words: Sequence[str]) -> list[tuple[Field, str]]:
    return [(field.column[key], word) for key, word in zip(keys, words, strict=False) if word]


def _line(
    section: Section,
    field: Field,
    cells: Sequence[tuple[Given, ...]],
    *,
    things: Sequence[tuple[Field, str]] = (),
    unit: str = "",
) -> Line:
    first, *others = [sorted(map(_said, cell), key=repr) for cell in cells]
    is_same = all(other == first for other in others)
    return Line(section=section, field=field, things=things, unit=unit, cells=tuple(cells), is_same=is_same)


def _said(given: Given) -> object:
    """Return what a reader compares of a value: whose number it is in which list of sources does not count."""
    if given.row is not None:
        return {key: _plain(cell) for key, cell in sorted(given.row.items()) if key not in _UNSAID}
    if isinstance(given.value, tuple):
        return sorted(str(word) for word in given.value)
    return given.value


def _plain(cell: Scalar) -> Scalar:
    return cell.strip().casefold() if isinstance(cell, str) else cell
