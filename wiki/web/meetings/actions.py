"""Open actions of all meetings, and noting that one is done."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.clock import now
from wiki.core.errors import Invalid, NotFound
from wiki.http.translating import translated
from wiki.meetings import queries, service
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.facts.points import shown
from wiki.web.meetings import bp

_MOST = 500


@bp.get("/meetings/actions")
def actions() -> ResponseReturnValue:
    """List the actions that are not done, of all meetings or of a theme's and a city's alone."""
    return _list()


@bp.post("/meetings/actions/done")
def finish() -> ResponseReturnValue:
    """Note on which day an action was done; the meeting gets a revision."""
    require(actor(), "page.edit")
    slug, row_id = request.form.get("slug", ""), request.form.get("action", "")
    try:
        with transaction():
            service.finish_action(
                actor(),
                slug,
                row_id,
                _day(request.form.get("done_on", "")),
                today=now().date(),
                comment=gettext("An action is done"),
            )
    except Invalid as problem:
        return _list(problem=" ".join(map(translated, problem.errors.values()))), 422
    after_save()
    flash(gettext("Saved."), "success")
    if request.form.get("from") == "page":
        return redirect(url_for("pages.view", slug=slug, _anchor="facts-actions"), 303)
    theme, city = chosen_tags()
    return redirect(url_for("meetings.actions", theme=theme or None, city=city or None), 303)


def chosen_tags() -> tuple[str, str]:
    """Return the theme and the city the address asks for, empty for all.

    Raises :class:`NotFound` for one that is not there.
    """
    theme, city = request.args.get("theme", ""), request.args.get("city", "")
    if theme not in {"", *taxonomy().theme_by_slug} or city not in {"", *taxonomy().city_by_slug}:
        raise NotFound
    return theme, city


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise Invalid({"done_on": gettext("Enter a whole day, such as 2017-02-16.")}) from error


def _list(problem: str = "") -> str:
    theme, city = chosen_tags()
    return render_template(
        "meetings/actions.html",
        actions=shown(queries.list_open_actions(actor(), theme=theme, city=city, limit=_MOST)),
        most=_MOST,
        taxonomy=taxonomy(),
        theme=theme,
        city=city,
        today=now().date().isoformat(),
        problem=problem,
    )
