"""What is done about an interest: matched, closed, or open again."""

from collections.abc import Callable, Mapping

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid
from wiki.exchange import service
from wiki.exchange.types import InterestId
from wiki.web.context import actor, transaction
from wiki.web.exchange import bp
from wiki.web.exchange.interest_forms import AnswerForm
from wiki.web.exchange.interests import show


@bp.post("/interests/<int:number>/answer")
def answer(number: int) -> ResponseReturnValue:
    """Do what the button that was pressed says."""
    require(actor(), "interest.express")
    form, interest_id = AnswerForm(), InterestId(number)
    act = _ACTS.get(request.form.get("how", ""))
    if act is None:
        abort(400)
    try:
        with transaction():
            act(interest_id, form)
    except Invalid as problem:
        form.add_errors(problem.errors)
        return show(interest_id, form, code=422)
    flash(gettext("Saved."), "success")
    return redirect(url_for("exchange.interest", number=number), 303)


def _match(interest_id: InterestId, form: AnswerForm) -> None:
    service.match_interest(
        actor(),
        interest_id,
        exchange=form.exchange_number(),
        partner=form.partner.data or "",
        comment=form.comment.data or "",
    )


def _close(interest_id: InterestId, form: AnswerForm) -> None:
    service.close_interest(actor(), interest_id, form.comment.data or "")


def _reopen(interest_id: InterestId, _form: AnswerForm) -> None:
    service.reopen_interest(actor(), interest_id)


_ACTS: Mapping[str, Callable[[InterestId, AnswerForm], None]] = {"match": _match, "close": _close, "reopen": _reopen}
