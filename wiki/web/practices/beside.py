"""A comparison as its readers see it: what each practice says of a thing, with what must be known of each number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from wiki.facts import Facts, Field, Kind, Row
from wiki.facts.side_by_side import Given, Line, side_by_side
from wiki.http.translating import translated
from wiki.web.facts.telling import figure, period, quantity, told, word

_MONEY = frozenset({"EUR", "EUR/m2", "EUR/a", "€"})
_DETAILS = ("part", "boundary", "normalisation", "note")


@dataclass(frozen=True, kw_only=True)
class Saying:
    """``details`` are what a number means, ``warnings`` what keeps it from being compared.

    ``bare`` is for a spreadsheet: a number without its unit, a date as ISO 8601 has it, anything else as ``text``.
    """

    text: str
    bare: str | float
    details: Sequence[str] = ()
    warnings: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class ToldLine:
    """A line in the section of number ``place``; ``cells`` follow the practices, empty where one tells nothing."""

    place: int
    section: str
    label: str
    thing: str
    unit: str
    is_same: bool
    cells: Sequence[Sequence[Saying]]

    @property
    def is_shared(self) -> bool:
        """Tell whether two practices or more tell of it."""
        return sum(map(bool, self.cells)) > 1


def told_lines(practices: Sequence[Facts]) -> list[ToldLine]:
    """Return the whole comparison in the reader's language."""
    return [_told(line, practices) for line in side_by_side(practices)]


def _told(line: Line, practices: Sequence[Facts]) -> ToldLine:
    cells = [[_saying(line, given, facts) for given in cell] for cell, facts in zip(line.cells, practices, strict=True)]
    return ToldLine(
        place=line.section.number,
        section=translated(line.section.title),
        label=translated(line.field.label),
        thing=" · ".join(told(column, value) for column, value in line.things),
        unit=_unit(line.unit),
        is_same=line.is_same,
        cells=cells,
    )


def _unit(unit: str) -> str:
    return "" if unit == "number" else translated(word("unit", unit))


def _saying(line: Line, given: Given, facts: Facts) -> Saying:
    if given.row is None:
        text = told(line.field, given.value)
        return Saying(text=text, bare=_bare(line.field, given.value, text))
    if line.field.holds_figures:
        return _number(line, given, given.row, facts)
    matched = {column.key for column, _ in line.things}
    return _row_saying([column for column in line.field.columns if column.key not in matched], given.row)


def _bare(field: Field, value: object, text: str) -> str | float:
    if field.kind == Kind.NUMBER and isinstance(value, int | float):
        return value
    return str(value) if field.kind == Kind.DATE else text


def _number(line: Line, given: Given, row: Row, facts: Facts) -> Saying:
    warnings = []
    if given.is_apart:
        warnings.append(gettext("cannot be told in %(unit)s", unit=_unit(line.unit) or gettext("numbers")))
    if given.is_disputed:
        warnings.append(gettext("sources differ"))
    text = figure(line.field, row) or gettext("no value yet")
    return Saying(
        text=text,
        bare=text if given.is_apart else _bare(line.field.column["value"], row.get("value"), text),
        details=list(_details(given, row, line.unit, facts)),
        warnings=warnings,
    )


def _details(given: Given, row: Row, unit: str, facts: Facts) -> Iterator[str]:
    if given.was is not None:
        value, own = given.was
        yield gettext("entered as %(value)s", value=quantity(value, _unit(own)))
    if unit in _MONEY and "price_year" in facts:
        yield gettext("prices of %(year)s", year=facts["price_year"])
    if when := period(row):
        yield when
    yield from (word(key, str(row[key])) for key in ("method", "grade") if key in row)
    yield from (str(row[key]) for key in _DETAILS if key in row)


def _row_saying(columns: Iterable[Field], row: Row) -> Saying:
    """Return a row that is no number: short cells in a line, long ones below it."""
    filled = [column for column in columns if column.key in row]
    short = [_cell(column, row) for column in filled if not _is_long(column)]
    long = [_cell(column, row) for column in filled if _is_long(column)]
    if not short:
        short, long = long[:1], long[1:]
    # A row that says nothing more says at least that there is one.
    text = ", ".join(short) or gettext("Yes")
    return Saying(text=text, bare=text, details=long)


def _is_long(column: Field) -> bool:
    return column.kind == Kind.TEXT and column.longest > Field.longest


def _cell(column: Field, row: Row) -> str:
    value = told(column, row[column.key])
    needs_label = column.kind == Kind.YES_NO or (column.kind == Kind.NUMBER and not column.unit)
    return f"{translated(column.label)}: {value}" if needs_label else value
