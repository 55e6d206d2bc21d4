"""A table that was pasted or sent as a file: shown with each row's problem first, and written when it has none."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.http.translating import translated
from wiki.importing.decoding import decode
from wiki.importing.types import UnreadableFile
from wiki.monitoring.entries import ReadRow, read_row
from wiki.monitoring.spreadsheets import SIGNATURE, read_spreadsheet
from wiki.monitoring.tables import MOST_ROWS, as_text, read_table
from wiki.web.context import actor
from wiki.web.monitoring.entering import problems, save
from wiki.web.monitoring.measured import Measured, of_both, require_open
from wiki.web.monitoring.words import choices, column_names, headings, reading

# What is meant in every row that does not say it itself.
# Of the longest cells five hundred times, and more than anybody looks through.
_LONGEST = 500_000
_SHARED = ("indicator", "boundary", "kind", "unit", "method", "grade", "weather_corrected", "source")


@of_both("/paste", "GET", "POST")
def paste(measured: Measured) -> ResponseReturnValue:
    require(actor(), "monitoring.enter")
    require_open(measured)
    shared = {column: request.values.get(column, "") for column in _SHARED}
    if request.method == "GET":
        return _form(measured, shared)
    text = request.form.get("table", "")
    try:
        text = _sent_file() or text
        rows = _read(text, shared)
    except _TooLong as problem:
        return _form(measured, shared, trouble=translated(problem.errors["table"])), 422
    except Invalid as problem:
        trouble = " ".join(map(translated, problem.errors.values()))
        return _form(measured, shared, text=text, trouble=trouble), 422
    errors = save(measured, rows) if "confirm" in request.form else problems(measured, rows)
    if errors or "confirm" not in request.form:
        return _form(measured, shared, text=text, rows=rows, errors=errors), 422 if errors else 200
    return redirect(measured.to("results"), 303)


def _sent_file() -> str:
    """Return the table in a file as text; empty without a file. Raises :class:`Invalid`."""
    sent = request.files.get("file")
    data = sent.read() if sent else b""
    if not data:
        return ""
    if data.startswith(SIGNATURE):
        return as_text(read_spreadsheet(data))
    try:
        return decode(data)[0]
    except UnreadableFile as error:
        raise Invalid({"table": message("This table cannot be read. Send it as CSV or XLSX.")}) from error


class _TooLong(Invalid):
    """Nobody looks through so much, and it is not sent back."""


def _read(text: str, shared: Mapping[str, str]) -> Sequence[ReadRow]:
    if len(text) > _LONGEST:
        raise _TooLong({"table": message("Send at most {limit} rows at a time.", limit=MOST_ROWS)})
    known = reading()
    told = (
        {**shared, **{column: cell for column, cell in row.items() if cell}} for row in read_table(text, headings())
    )
    return [read_row(row, known) for row in told]


def _form(measured: Measured, shared: Mapping[str, str], **shown: Any) -> str:
    told: dict[str, Any] = {"text": "", "trouble": "", "rows": [], "errors": {}} | shown
    return render_template(
        "monitoring/paste.html", measured=measured, shared=shared, columns=column_names(), choices=choices(), **told
    )
