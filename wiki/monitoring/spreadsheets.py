"""The first sheet of a spreadsheet as rows of texts."""

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.facts.numbers import simplest, write_number
from wiki.monitoring.tables import MOST_ROWS

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

_UNPACKED_MAX = 32 * 1024 * 1024
_MOST_COLUMNS = 40
SIGNATURE = b"PK\x03\x04"
_UNREADABLE = message("This table cannot be read. Send it as CSV or XLSX.")


def read_spreadsheet(data: bytes) -> Sequence[Sequence[str]]:
    """Return the cells of the first sheet as people would write them. Raises :class:`Invalid`."""
    # It weighs more than all of the wiki's own code, and few send spreadsheets.
    from openpyxl import load_workbook

    _require_small(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        rows = list(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=_MOST_COLUMNS))
        months = _months(rows)
        return [[_text(cell, is_month=place in months) for place, cell in enumerate(row)] for row in rows]
    except Exception as error:  # what a broken file breaks in the library has many names
        raise Invalid({"table": _UNREADABLE}) from error


def _require_small(data: bytes) -> None:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except BadZipFile as error:
        raise Invalid({"table": _UNREADABLE}) from error
    if size > _UNPACKED_MAX:
        raise Invalid({"table": message("This spreadsheet is too large.")})


def _months(rows: "Sequence[Sequence[Cell | Any]]") -> set[int]:
    """Return the columns whose dates are all the first of a month: who fills a column with those means the months."""
    days: dict[int, list[int]] = {}
    for row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell.value, date):
                days.setdefault(place, []).append(cell.value.day)
    return {place for place, found in days.items() if len(found) > 1 and set(found) == {1}}


def _text(cell: "Cell | Any", *, is_month: bool) -> str:
    value = cell.value
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, int | float):
        return write_number(simplest(float(value)))
    if isinstance(value, date):
        # A month that somebody typed is kept as its first day, and shown as a month.
        tells_day = "d" in str(cell.number_format).casefold() and not is_month
        return value.strftime("%Y-%m-%d" if tells_day else "%Y-%m")
    return str(value)
