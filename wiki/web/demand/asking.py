"""Asking for a practice: filled in from the search, with what is like it offered first."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid, Unavailable
from wiki.demand import queries, service
from wiki.demand.rules import TITLE_MAX
from wiki.http.extensions import limiter
from wiki.web.context import actor, taxonomy, transaction
from wiki.web.demand import bp
from wiki.web.demand.forms import AskForm
from wiki.web.forms import busy
from wiki.web.nearest import nearest_practices


@bp.route("/wanted-practices/ask", methods=["GET", "POST"])
@limiter.limit("60 per hour", methods=["POST"])
def ask() -> ResponseReturnValue:
    """Ask for a practice; ``?title=``, ``theme`` and ``city`` fill the form in."""
    require(actor(), "demand.ask")
    if request.method == "GET":
        return _show(_filled_in())
    form = AskForm()
    form.offer(taxonomy())
    if request.form.get("seen") != form.title.data and queries.similar_requests(actor(), form.title.data or ""):
        # Nothing is wrong: they read what is like it, and join that or go on.
        return _show(form, is_asked=True)
    try:
        with transaction():
            made = service.ask(actor(), form.draft())
    except Invalid as problem:
        form.add_errors(problem.errors)
        return _show(form, code=422)
    except Unavailable:
        form.form_errors.append(busy())
        return _show(form, code=503)
    flash(gettext("You have asked for it. Others can join, and the task force sees it in its list."), "success")
    return redirect(url_for("demand.request_page", number=made), 303)


def _filled_in() -> AskForm:
    form = AskForm(formdata=None)
    form.offer(taxonomy())
    form.title.data = request.args.get("title", "").strip()[:TITLE_MAX]
    form.theme.data = request.args.get("theme", "")
    form.city.data = request.args.get("city", actor().city or "")
    return form


def _show(form: AskForm, *, code: int = 200, is_asked: bool = False) -> ResponseReturnValue:
    title = form.title.data or ""
    html = render_template(
        "demand/ask.html",
        form=form,
        similar=queries.similar_requests(actor(), title),
        near=nearest_practices(title),
        is_asked=is_asked,
        taxonomy=taxonomy(),
    )
    return html, code
