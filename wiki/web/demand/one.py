"""A practice that is wanted: who wants it, what was done about it; joining and leaving those who do."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import can
from wiki.accounts.types import VISITOR
from wiki.core.errors import Invalid
from wiki.demand import queries, service
from wiki.demand.types import PracticeRequest, RequestId, RequestState
from wiki.http.listing import list_pages
from wiki.web.addresses import is_local
from wiki.web.context import actor, taxonomy, transaction
from wiki.web.demand import bp
from wiki.web.demand.forms import AnswerForm
from wiki.web.demand.words import STATES, STEPS

# Of more, the rest is found by its address.
_MOST_OFFERED = 500


@bp.get("/wanted-practices/<int:number>")
def request_page(number: int) -> ResponseReturnValue:
    return show(RequestId(number), AnswerForm(formdata=None))


def show(request_id: RequestId, form: AnswerForm, *, code: int = 200) -> ResponseReturnValue:
    """Answer with the page of a request. Raises :class:`NotFound`."""
    wanted = queries.get_request(actor(), request_id)
    html = render_template(
        "demand/request.html",
        wanted=wanted,
        same_as=queries.get_request(actor(), wanted.same_as) if wanted.same_as else None,
        joins=queries.list_joins(actor(), request_id),
        log=queries.list_steps(actor(), request_id),
        states=STATES,
        steps=STEPS,
        form=form,
        **_offered(wanted),
        taxonomy=taxonomy(),
        own_city=actor().city or "",
    )
    return html, code


def _offered(wanted: PracticeRequest) -> dict[str, object]:
    """Return what may answer a request that is open, by its title, to those who may answer it."""
    if wanted.state != RequestState.OPEN or not can(actor(), "demand.answer"):
        return {}
    others = queries.list_requests(actor(), size=_MOST_OFFERED).items
    return {
        # Visitors must be able to read the page that meets it.
        "practices": list_pages(VISITOR, {"kind": ("practice",)}, size=_MOST_OFFERED, order="title").items,
        "others": [each for each in others if each.id != wanted.id],
    }


@bp.post("/wanted-practices/<int:number>/join")
def join(number: int) -> ResponseReturnValue:
    try:
        with transaction():
            service.join_request(actor(), RequestId(number), request.form.get("city", ""))
    except Invalid:
        # Met, closed or moved meanwhile: its page says which.
        flash(gettext("This request is not open any more."), "warning")
    else:
        flash(gettext("You have joined. Your home page tells you when a page meets it."), "success")
    return _back(number)


@bp.post("/wanted-practices/<int:number>/leave")
def leave(number: int) -> ResponseReturnValue:
    with transaction():
        service.leave_request(actor(), RequestId(number))
    flash(gettext("You are no longer among those who want it."), "success")
    return _back(number)


@bp.post("/wanted-practices/<int:number>/told")
def told(number: int) -> ResponseReturnValue:
    """Take what became of a request off the reader's news."""
    with transaction():
        service.note_told(actor(), RequestId(number))
    target = request.form.get("next", "/")
    return redirect(target if is_local(target) else "/", 303)


def _back(number: int) -> ResponseReturnValue:
    return redirect(url_for("demand.request_page", number=number), 303)
