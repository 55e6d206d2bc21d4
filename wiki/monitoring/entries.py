"""Rows of text as people enter them, in a grid, a pasted table or a file, read as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wiki.core.messages import message
from wiki.facts import VOCABULARIES
from wiki.facts.numbers import Unclear, narrow, read_number
from wiki.indicators.types import Indicator
from wiki.indicators.units import UnknownUnit, parse, unit_error, unknown_unit_error
from wiki.monitoring.periods import read_period
from wiki.monitoring.types import FigureKind, Period, ValueDraft

COLUMNS = (
    *("indicator", "boundary", "kind", "period", "value", "unit", "method", "grade"),
    *("weather_corrected", "source", "note", "factor"),
)
CHOICES: Mapping[str, Mapping[str, str]] = {
    "kind": VOCABULARIES["figure_kind"],
    "method": VOCABULARIES["method"],
    "grade": VOCABULARIES["grade"],
    "weather_corrected": {"yes": message("yes"), "no": message("no")},
}
"""The words that some columns are chosen from, with what people read."""

_TRUTH = {"yes": True, "no": False}
Cells = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How texts are to be read.

    ``decimal`` is the sign before decimals where a number could be read in two ways; ``spelled`` gives, for a column,
    the words by further spellings in lower case, such as those of a language.
    """

    indicators: Sequence[Indicator]
    decimal: str = "."
    spelled: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ReadRow:
    """A row as it was entered, and the value it tells, or what is wrong with it by column."""

    cells: Cells
    draft: ValueDraft | None
    errors: Mapping[str, str]


def read_row(cells: Cells, reading: Reading) -> ReadRow:
    """Read a row of texts by column. The unit of the indicator is meant where none is told."""
    told = {column: " ".join(cells.get(column, "").split()) for column in COLUMNS}
    errors: dict[str, str] = {}
    words = {column: _word(told, column, reading, errors) for column in CHOICES}
    if not told["kind"]:
        errors["kind"] = message("Choose what the number is.")
    indicator = _indicator(told["indicator"], reading, errors)
    period = _period(told["period"], errors)
    value, factor = _number(told, "value", reading, errors), None
    if told["factor"]:
        factor = _number(told, "factor", reading, errors)
    unit = _unit(told["unit"], indicator, errors)
    if errors or indicator is None or period is None or value is None:
        return ReadRow(cells=told, draft=None, errors=errors)
    draft = ValueDraft(
        indicator=indicator.key,
        boundary=told["boundary"],
        kind=FigureKind(words["kind"]),
        period=period,
        value=value,
        unit=unit,
        method=words["method"],
        grade=words["grade"],
        weather_corrected=_TRUTH.get(words["weather_corrected"]),
        source=told["source"],
        note=told["note"],
        factor=factor,
    )
    return ReadRow(cells=told, draft=draft, errors={})


def _word(told: Cells, column: str, reading: Reading, errors: dict[str, str]) -> str:
    """Return the word that a cell chooses, by itself or by what people read; empty for none."""
    text, words = told[column].casefold(), CHOICES[column]
    if not text or text in words:
        return text
    shown = {str(name).casefold(): word for word, name in words.items()} | dict(reading.spelled.get(column, {}))
    if text not in shown:
        errors[column] = message("Choose one of: {words}.", words=", ".join(words))
    return shown.get(text, "")


def _indicator(text: str, reading: Reading, errors: dict[str, str]) -> Indicator | None:
    wanted = text.casefold()
    spelled = reading.spelled.get("indicator", {}).get(wanted, wanted)
    for indicator in reading.indicators:
        if indicator.key == spelled or indicator.name.casefold() == wanted:
            return indicator
    errors["indicator"] = message("Choose an indicator of the catalogue.")
    return None


def _period(text: str, errors: dict[str, str]) -> Period | None:
    try:
        return read_period(text)
    except ValueError:
        errors["period"] = message("Write a period such as 2017, 2017-04 or 2017-04..2018-03.")
        return None


def _number(told: Cells, column: str, reading: Reading, errors: dict[str, str]) -> float | None:
    try:
        return _read_number(told[column], reading.decimal)
    except ValueError:
        errors[column] = message("Write a number, such as 103.26.")
        return None


def _read_number(text: str, decimal: str) -> float:
    try:
        return read_number(text)
    except Unclear:
        # Three digits behind one sign: a thousand to some, and to others decimals.
        return read_number(narrow(text).replace(decimal, ".") + "0" if decimal in text else _ungrouped(text))


def _ungrouped(text: str) -> str:
    return narrow(text).replace(",", "").replace(".", "")


def _unit(text: str, indicator: Indicator | None, errors: dict[str, str]) -> str:
    wanted = indicator.unit if indicator else ""
    if not text:
        return wanted
    try:
        unit = parse(text)
    except UnknownUnit:
        errors["unit"] = unknown_unit_error(text, wanted) if wanted else message("There is no such unit here.")
        return ""
    if wanted and (wrong := unit_error(unit, wanted)):
        errors["unit"] = wrong
    return unit
