"""Values of facts in the reader's language: numbers and dates as they write them, words as they read them."""

from collections.abc import Callable
from typing import Any, Literal

from flask_babel import format_decimal

from wiki.facts import VOCABULARIES, Field, Kind, Row
from wiki.facts.dates import first_day
from wiki.http.context import taxonomy
from wiki.http.dates import format_date
from wiki.http.translating import translated
from wiki.pages.rules import FieldChange, told_cells
from wiki.practices.contents import thawed
from wiki.practices.edition_types import Difference
from wiki.taxonomy.types import City, Theme

_PRECISION = {len("2018"): "y", len("2018-07"): "MMMM y", len("2018-07-06"): "long"}
_PARTS = "#,##0.#########"


def told(field: Field, value: object) -> str:
    """Return a value as text."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(told(field, item) for item in value)
    return _TOLD.get(field.kind, _as_it_is)(field, value)


def told_side(change: FieldChange | Difference, side: Literal["old", "new"]) -> str:
    """Return what a changed field said before or says now; of an edition, what it said when it was frozen."""
    facts = change.facts if isinstance(change, FieldChange) else thawed(change)
    if not facts:
        return change.old if side == "old" else change.new
    cells = ((each.cell, told(each.cell, each.old if side == "old" else each.new)) for each in facts)
    return told_cells(cells, translated)


def _number(field: Field, value: Any) -> str:
    # A year is no quantity.
    is_year = field.least is not None and field.least > _ABOVE_ANY_COUNT
    return quantity(value, translated(field.unit), grouped=not is_year)


def _name(tag: Theme | City | None, slug: str) -> str:
    return tag.name if tag else slug


def _as_it_is(_field: Field, value: object) -> str:
    return str(value)


_ABOVE_ANY_COUNT = 1000
_TOLD: dict[Kind, Callable[[Field, Any], str]] = {
    Kind.CHOICE: lambda field, value: word(field.vocabulary, value),
    Kind.CHOICES: lambda field, value: word(field.vocabulary, value),
    Kind.YES_NO: lambda _, value: translated("Yes") if value else translated("No"),
    Kind.DATE: lambda _, value: day(value),
    Kind.NUMBER: _number,
    Kind.THEME: lambda _, value: _name(taxonomy().theme_by_slug.get(value), value),
    Kind.CITY: lambda _, value: _name(taxonomy().city_by_slug.get(value), value),
}


def word(vocabulary: str, value: str) -> str:
    """Return what people read of a word of a vocabulary."""
    return translated(VOCABULARIES[vocabulary].get(value, value))


def day(value: str) -> str:
    """Return a day, a month or a year."""
    return format_date(first_day(value), _PRECISION[len(value)])


def quantity(value: float, unit: str, *, grouped: bool = True) -> str:
    """Return a number with its unit."""
    number = str(format_decimal(value, format=_PARTS) if grouped else value)
    return f"{number} {unit}" if unit else number


def figure(field: Field, row: Row) -> str:
    """Return the number of a row with its unit; a unit that is a word of counting is left out."""
    if "value" not in row:
        return ""
    unit = field.column["value"].unit or row.get("unit", "")
    shown = "" if unit == "number" else word("unit", str(unit))
    return quantity(float(row["value"]), shown)


def period(row: Row) -> str:
    """Return when a number was true."""
    return " – ".join(day(str(row[key])) for key in ("from", "to") if key in row)
