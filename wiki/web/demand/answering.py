"""The task force's answer to a request: a page, a reason, another request, or open again."""

from collections.abc import Callable, Mapping

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid
from wiki.demand import service
from wiki.demand.types import RequestId
from wiki.web.context import actor, transaction
from wiki.web.demand import bp
from wiki.web.demand.forms import AnswerForm
from wiki.web.demand.one import show


@bp.post("/wanted-practices/<int:number>/answer")
def answer(number: int) -> ResponseReturnValue:
    """Do what the button that was pressed says."""
    require(actor(), "demand.answer")
    form, request_id = AnswerForm(), RequestId(number)
    act = _ACTS.get(request.form.get("how", ""))
    if act is None:
        abort(400)
    try:
        with transaction():
            act(request_id, form)
    except Invalid as problem:
        form.add_errors(problem.errors)
        return show(request_id, form, code=422)
    flash(gettext("Saved. Everybody who joined is told."), "success")
    return redirect(url_for("demand.request_page", number=number), 303)


def _meet(request_id: RequestId, form: AnswerForm) -> None:
    service.meet_request(actor(), request_id, form.page_address())


def _close(request_id: RequestId, form: AnswerForm) -> None:
    service.close_request(actor(), request_id, form.reason.data or "")


def _mark_same(request_id: RequestId, form: AnswerForm) -> None:
    service.mark_same(actor(), request_id, form.same_number())


def _reopen(request_id: RequestId, _form: AnswerForm) -> None:
    service.reopen_request(actor(), request_id)


_ACTS: Mapping[str, Callable[[RequestId, AnswerForm], None]] = {
    "meet": _meet,
    "close": _close,
    "same": _mark_same,
    "reopen": _reopen,
}
