"""One value: all that is known of it, its correction, and the ruling whether it counts."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid
from wiki.core.ids import SeriesValueId
from wiki.http.translating import translated
from wiki.monitoring import queries, service
from wiki.monitoring.entries import COLUMNS, read_row
from wiki.monitoring.types import Series, SeriesValue
from wiki.web.context import actor, after_save, transaction
from wiki.web.monitoring.measured import Measured, of_both, require_open
from wiki.web.monitoring.words import cells_of, choices, column_names, reading

# A correction stays in its series.
_FIXED = ("indicator", "boundary")


@of_both("/<int:number>", "GET", "POST")
def value(measured: Measured, number: int) -> ResponseReturnValue:
    """Show a value with the form that corrects it."""
    require(actor(), "monitoring.enter")
    require_open(measured)
    series, found = queries.find_series(actor(), measured.subject, SeriesValueId(number))
    told = cells_of(series, found)
    if request.method == "GET":
        return _form(measured, series, found, told, {})
    told |= {column: request.form.get(column, "") for column in COLUMNS if column not in _FIXED}
    errors = _correct(found, told)
    if errors:
        return _form(measured, series, found, told, errors), 422
    flash(gettext("Saved. The former value is kept."), "success")
    return _back(measured)


@of_both("/<int:number>/rule", "POST")
def rule(measured: Measured, number: int) -> ResponseReturnValue:
    """Set a value aside, or let it count again."""
    require(actor(), "monitoring.rule")
    require_open(measured)
    series, found = queries.find_series(actor(), measured.subject, SeriesValueId(number))
    try:
        with transaction():
            if "readmit" in request.form:
                service.readmit(actor(), found.id)
            else:
                service.set_aside(actor(), found.id, request.form.get("why", ""))
    except Invalid as problem:
        errors = {place: translated(text) for place, text in problem.errors.items()}
        return _form(measured, series, found, cells_of(series, found), errors), 422
    after_save()
    flash(gettext("Saved."), "success")
    return _back(measured)


def _correct(found: SeriesValue, told: Mapping[str, str]) -> Mapping[str, str]:
    """Save the correction, or return what is wrong, translated."""
    row = read_row(told, reading())
    errors = dict(row.errors)
    if row.draft:
        try:
            with transaction():
                service.correct(actor(), found.id, row.draft)
            after_save()
        except Invalid as problem:
            errors = problem.errors
    return {place: translated(text) for place, text in errors.items()}


def _form(
    measured: Measured, series: Series, found: SeriesValue, told: Mapping[str, str], errors: Mapping[str, str]
) -> str:
    return render_template(
        "monitoring/value.html",
        measured=measured,
        series=series,
        value=found,
        told=told,
        why=request.form.get("why", ""),
        errors=errors,
        columns=column_names(),
        choices=choices(),
    )


def _back(measured: Measured) -> ResponseReturnValue:
    return redirect(measured.to("results"), 303)
