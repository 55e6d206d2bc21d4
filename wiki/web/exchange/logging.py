"""Logging an exchange, changing what was logged in the same form, and removing what never was."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Denied, Invalid, NotFound, Unavailable
from wiki.exchange import queries, service
from wiki.exchange.rules import may_log
from wiki.exchange.types import Exchange, ExchangeId, Format, Outcome, Outdated, Saved
from wiki.http.extensions import limiter
from wiki.http.translating import translated
from wiki.replication.queries import MOST_DRAWN, get_replication, list_replications
from wiki.replication.types import ReplicationId
from wiki.web.context import actor, taxonomy, transaction
from wiki.web.exchange import bp
from wiki.web.exchange.forms import ExchangeForm
from wiki.web.exchange.showing import number_asked, told
from wiki.web.forms import busy
from wiki.web.replication.forms import SeenForm


@bp.route("/exchanges/new", methods=["GET", "POST"])
@limiter.limit("120 per hour", methods=["POST"])
def new() -> ResponseReturnValue:
    """Log an exchange; ``?practice=``, ``replication``, ``format``, ``host`` and ``guest`` fill the form in."""
    require(actor(), "exchange.log")
    form = _offered()
    if request.method == "GET":
        _begin(form)
        return _show(form)
    return _save(form, None, lambda: Saved(exchange=service.log_exchange(actor(), form.draft())))


@bp.route("/exchanges/<int:number>/edit", methods=["GET", "POST"])
def edit(number: int) -> ResponseReturnValue:
    require(actor(), "exchange.log")
    stands = queries.get_exchange(actor(), ExchangeId(number))
    if not may_log(actor(), stands.cities):
        raise Denied("exchange.log")
    form = _offered()
    if request.method == "GET":
        form.fill(stands)
        return _show(form, stands)
    return _save(form, stands, lambda: service.edit_exchange(actor(), stands.id, form.draft(), seen=form.version()))


@bp.post("/exchanges/<int:number>/remove")
def remove(number: int) -> ResponseReturnValue:
    require(actor(), "exchange.log")
    try:
        with transaction():
            outcome = service.remove_exchange(actor(), ExchangeId(number), seen=SeenForm().version())
    except Invalid as problem:
        flash(translated(problem.errors["version"]), "error")
        return redirect(url_for("exchange.page", number=number), 303)
    if isinstance(outcome, Outdated):
        flash(gettext("Somebody changed this meanwhile. Look at it, and remove it if it still never was."), "error")
        return redirect(url_for("exchange.page", number=number), 303)
    flash(gettext("The exchange is removed."), "success")
    return redirect(url_for("exchange.listed"), 303)


def _save(form: ExchangeForm, stands: Exchange | None, save: Callable[[], Outcome]) -> ResponseReturnValue:
    if not form.validate():
        return _show(form, stands, code=422)
    try:
        with transaction():
            outcome = save()
    except Invalid as problem:
        form.add_errors(problem.errors)
        return _show(form, stands, code=422)
    except Unavailable:
        form.form_errors.append(busy())
        return _show(form, stands, code=503)
    if isinstance(outcome, Outdated):
        form.tell_outdated(outcome.theirs)
        return _show(form, outcome.theirs, code=409)
    flash(gettext("Saved."), "success")
    return redirect(url_for("exchange.page", number=outcome.exchange), 303)


def _offered() -> ExchangeForm:
    form = ExchangeForm(formdata=request.form if request.method == "POST" else None)
    form.offer(taxonomy(), list_replications(actor(), order="city", size=MOST_DRAWN).items)
    return form


def _begin(form: ExchangeForm) -> None:
    """Fill in what the link says that led here; a replication says which cities and which practice."""
    asked = request.args
    form.format.data = asked.get("format", Format.STUDY_VISIT.value)
    form.practice.data, form.host.data = asked.get("practice", ""), asked.get("host", "")
    form.guests.data = list(filter(None, [asked.get("guest", "") or actor().city]))
    number = number_asked("replication")
    if number is None:
        return
    try:
        found = get_replication(actor(), ReplicationId(number))
    except NotFound:
        return
    form.replication.data, form.guests.data = str(found.id), [found.city]
    form.practice.data, form.theme.data = found.practice.slug, found.practice.theme or ""
    form.host.data = form.host.data or next((city for city in found.practice.cities if city != found.city), "")


def _show(form: ExchangeForm, stands: Exchange | None = None, *, code: int = 200) -> ResponseReturnValue:
    return render_template("exchange/form.html", **told(form=form, stands=stands)), code
