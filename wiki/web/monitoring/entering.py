"""Entering values in a grid: as many rows as one likes, saved together or not at all."""

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid
from wiki.http.translating import translated
from wiki.monitoring import queries, service
from wiki.monitoring.entries import COLUMNS, ReadRow, read_row
from wiki.monitoring.tables import MOST_ROWS
from wiki.monitoring.types import Entered
from wiki.web.context import actor, after_save, transaction
from wiki.web.monitoring.measured import Measured, of_both, require_open
from wiki.web.monitoring.words import choices, column_names, reading

_ROWS = 4
# A row in which nothing of these stands was left empty, whatever was chosen beside.
_TELLING = ("indicator", "period", "value", "boundary", "source", "note")
# What is mostly the same in the next row.
_REPEATED = ("indicator", "boundary", "kind", "unit", "method", "grade", "weather_corrected", "source")


@of_both("/enter", "GET", "POST")
def grid(measured: Measured) -> ResponseReturnValue:
    require(actor(), "monitoring.enter")
    require_open(measured)
    if request.method == "GET":
        started = {"indicator": request.args.get("indicator", ""), "boundary": request.args.get("boundary", "")}
        return _form(measured, [started, *_empty(_ROWS - 1)], {})
    rows = _sent()
    if "more" in request.form:
        return _form(measured, [*rows, *_repeated(rows)], {})
    filled = [row for row in rows if any(row[column].strip() for column in _TELLING)]
    if not filled:
        return _form(measured, rows or _empty(_ROWS), {"0.value": gettext("Enter at least one value.")}), 422
    errors = save(measured, [read_row(row, reading()) for row in filled])
    if errors:
        return _form(measured, filled, errors), 422
    return redirect(measured.to("results"), 303)


def problems(measured: Measured, rows: Sequence[ReadRow]) -> Mapping[str, str]:
    """Return what is wrong with rows by ``<row>.<column>``, translated, and write nothing."""
    readable = {number: row.draft for number, row in enumerate(rows) if row.draft}
    refused = queries.entry_errors(measured.subject, list(readable.values()))
    found = {number: row.errors for number, row in enumerate(rows)}
    found |= {number: refused[place] for place, number in enumerate(readable) if place in refused}
    return {f"{n}.{column}": translated(text) for n, errors in found.items() for column, text in errors.items()}


def save(measured: Measured, rows: Sequence[ReadRow]) -> Mapping[str, str]:
    """Save all rows and tell so, or return what is wrong as :func:`problems` does."""
    if errors := problems(measured, rows):
        return errors
    try:
        with transaction():
            entered = service.enter(actor(), measured.subject, [row.draft for row in rows if row.draft])
    except Invalid as problem:
        return {place: translated(text) for place, text in problem.errors.items()}
    after_save()
    _tell(entered)
    return {}


def _tell(entered: Entered) -> None:
    count = len(entered.added)
    if count:
        flash(ngettext("%(num)s value was saved.", "%(num)s values were saved.", count), "success")
    if entered.unchanged:
        flash(
            ngettext("%(num)s value stood there already.", "%(num)s values stood there already.", entered.unchanged),
            "info",
        )


def _sent() -> list[Mapping[str, str]]:
    """Return the rows as they were typed."""
    count = 0
    while f"{count}.value" in request.form and count < MOST_ROWS:
        count += 1
    return [{column: request.form.get(f"{n}.{column}", "") for column in COLUMNS} for n in range(count)]


def _empty(count: int) -> list[Mapping[str, str]]:
    return [{} for _ in range(count)]


def _repeated(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    last = next((row for row in reversed(rows) if row["value"].strip()), {})
    return [{column: last.get(column, "") for column in _REPEATED} for _ in range(_ROWS)]


def _form(measured: Measured, rows: Sequence[Mapping[str, str]], errors: Mapping[str, str]) -> str:
    return render_template(
        "monitoring/enter.html", measured=measured, rows=rows, errors=errors, columns=column_names(), choices=choices()
    )
