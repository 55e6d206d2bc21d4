"""Tables that somebody pasted or sent as a file: rows of texts by column. Nothing is read as a number yet."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.monitoring.entries import COLUMNS

MOST_ROWS = 500
# Without a line of headings, a table of the commonest kind is meant.
_UNHEADED = ("period", "value", "unit", "note")


def read_table(text: str, headings: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
    """Return the rows of a table, by column; ``headings`` gives columns by further names in lower case.

    Cells are set apart by tabs, else semicolons, else commas. Raises :class:`Invalid` for a heading nobody knows, and
    for more rows than can be looked through.
    """
    lines = [[cell.strip() for cell in line] for line in _lines(text) if any(cell.strip() for cell in line)]
    if not lines:
        raise Invalid({"table": message("There is nothing in it.")})
    columns, rows = _headed(lines, {column: column for column in COLUMNS} | dict(headings))
    if len(rows) > MOST_ROWS:
        raise Invalid({"table": message("Send at most {limit} rows at a time.", limit=MOST_ROWS)})
    return [dict(zip(columns, row, strict=False)) for row in rows]


def as_text(lines: Iterable[Sequence[str]]) -> str:
    """Return rows of cells as a text that :func:`read_table` reads."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)


def _lines(text: str) -> Iterable[Sequence[str]]:
    text = text.lstrip("\ufeff")
    first = text.strip("\r\n").partition("\n")[0]
    sign = next((sign for sign in "\t;" if sign in first), ",")
    # Quotation marks mean nothing in what a spreadsheet puts on the clipboard, but around cells with line ends.
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    except csv.Error as error:
        raise Invalid({"table": message("This table cannot be read. Send it as CSV or XLSX.")}) from error


def _headed(lines: Sequence[Sequence[str]], known: Mapping[str, str]) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Return the columns and the rows below them."""
    names = [cell.casefold() for cell in lines[0]]
    found = [known.get(name) or known.get(name.replace(" ", "_")) for name in names]
    if not any(found):
        return _UNHEADED, lines
    for name, column in zip(lines[0], found, strict=True):
        if column is None and name:
            raise Invalid({"table": message("No column is called “{name}” here.", name=name[:60])})
    if len(set(filter(None, found))) < len(list(filter(None, found))):
        raise Invalid({"table": message("Two columns have the same heading.")})
    # Cells below no heading are of nobody.
    return [column or "" for column in found], lines[1:]
