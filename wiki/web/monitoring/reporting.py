"""Evaluation reports of a theme: generated for a period, and frozen as editions that stay as they are."""

from collections.abc import Sequence
from datetime import date

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.clock import now
from wiki.core.errors import Invalid, NotFound
from wiki.dissemination.downloads.tables import as_csv
from wiki.facts import VOCABULARIES
from wiki.facts.dates import months_later
from wiki.http.translating import translated
from wiki.monitoring import queries, service
from wiki.monitoring.periods import read_period, write_period
from wiki.monitoring.reports import TEXT_MAX, ReportEdition, ReportFigures, ReportTexts
from wiki.monitoring.types import Period
from wiki.replication.stages import EXITS
from wiki.taxonomy.types import Theme
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.downloads import attached
from wiki.web.monitoring import bp
from wiki.web.monitoring.saving import unit_name

_MONTHS = 12
_COLUMNS = (
    *("city", "practice", "address", "indicator", "boundary", "unit", "baseline", "target", "target_period"),
    *("measured", "measured_period", "reached_percent", "met", "reasons", "replication", "replication_of"),
)


@bp.route("/monitoring/<theme>/report", methods=["GET", "POST"])
def report(theme: str) -> ResponseReturnValue:
    """Show what a period came to, with the form that freezes it."""
    found = _theme(theme)
    if request.method == "POST":
        require(actor(), "report.freeze")
    period, errors = _period()
    texts = _texts(found)
    if request.method == "POST" and not errors:
        try:
            with transaction():
                number = service.freeze_report(actor(), found, period, texts)
        except Invalid as problem:
            errors = {name: translated(text) for name, text in problem.errors.items()}
        else:
            after_save()
            flash(gettext("Frozen. This edition stays as it is."), "success")
            return redirect(url_for("monitoring.report_edition", theme=theme, number=number), 303)
    html = render_template(
        "monitoring/report.html",
        period=period,
        typed={name: request.values.get(name, "") for name in ("from", "to")} if errors else _days(period),
        texts=texts,
        errors=errors,
        text_max=TEXT_MAX,
        **_shown(found, queries.generate_report(found, period)),
    )
    return html, 422 if errors else 200


@bp.get("/monitoring/<theme>/reports/<int:number>")
def report_edition(theme: str, number: int) -> ResponseReturnValue:
    found = _theme(theme)
    edition = queries.get_report(found, number)
    return render_template("monitoring/edition.html", edition=edition, **_shown(found, edition.figures))


@bp.get("/monitoring/<theme>/reports/<int:number>.<any(md, csv):form>")
def report_file(theme: str, number: int, form: str) -> ResponseReturnValue:
    found = _theme(theme)
    edition = queries.get_report(found, number)
    name = f"{theme}-report-{number}.{form}"
    if form == "md":
        text = render_template("monitoring/report.md", edition=edition, **_shown(found, edition.figures))
        return attached(Response(text, mimetype="text/markdown"), name)
    return attached(Response(as_csv([_COLUMNS, *_lines(edition)]), mimetype="text/csv"), name)


def _theme(slug: str) -> Theme:
    theme = taxonomy().theme_by_slug.get(slug)
    if theme is None:
        raise NotFound
    return theme


def _period() -> tuple[Period, dict[str, str]]:
    """Return the period that the address asks for, or the last twelve months and what is wrong with what it asks."""
    today = now().date()
    usual = Period(starts=months_later(today, -_MONTHS), ends=today)
    starts, ends = (request.values.get(name, "").strip() for name in ("from", "to"))
    if not starts and not ends:
        return usual, {}
    try:
        return read_period(f"{starts or date.min.year}..{ends or today.isoformat()}"), {}
    except ValueError:
        return usual, {"from": gettext("Write two days, months or years, the earlier one first.")}


def _days(period: Period) -> dict[str, str]:
    return {"from": period.starts.isoformat(), "to": period.ends.isoformat()}


def _texts(theme: Theme) -> ReportTexts:
    """Return what was typed; at first what the last edition says, to go on from."""
    if request.method == "POST":
        named = ("introduction", "assessment")
        return ReportTexts(**{name: request.form.get(name, "").replace("\r\n", "\n") for name in named})
    editions = queries.list_reports(theme)
    return editions[0].texts if editions else ReportTexts()


def _shown(theme: Theme, figures: ReportFigures) -> dict[str, object]:
    return {
        "theme": theme,
        "figures": figures,
        "editions": queries.list_reports(theme),
        "exits": EXITS,
        "cities": taxonomy().city_by_slug,
        "vocabularies": VOCABULARIES,
        "unit_name": unit_name,
        "write_period": write_period,
    }


def _lines(edition: ReportEdition) -> Sequence[Sequence[str | float]]:
    return [
        (
            *(row.city, row.practice, row.slug, row.indicator, row.boundary, row.unit),
            *(_cell(row.baseline), _cell(row.target), row.target_period, _cell(row.measured), row.measured_period),
            "" if row.reached is None else round(row.reached * 100, 1),
            {True: "yes", False: "no", None: ""}[row.is_met],
            *(" · ".join(row.reasons), row.replication or "", row.of),
        )
        for row in edition.figures.results
    ]


def _cell(amount: float | None) -> str | float:
    return "" if amount is None else amount
