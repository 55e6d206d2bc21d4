"""The steps of a plan's review."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid, NotFound
from wiki.http.numbers import whole
from wiki.http.translating import translated
from wiki.plans import queries, service
from wiki.plans.types import StepKind
from wiki.replication.types import Replication
from wiki.web.context import actor, after_save, transaction
from wiki.web.plans import bp
from wiki.web.plans.reading import show_plan
from wiki.web.plans.showing import replication_at


@bp.post("/replications/<int:number>/plan/review")
def review(number: int) -> ResponseReturnValue:
    """Submit the plan, agree to it, or return it."""
    require(actor(), "replication.edit")
    replication = replication_at(number)
    kind = next((each for each in StepKind if each == request.form.get("step")), None)
    if kind is None:
        raise NotFound
    comment = request.form.get("comment", "").replace("\r\n", "\n")
    try:
        with transaction():
            _take(replication, kind, comment)
    except Invalid as problem:
        errors = [translated(text) for text in problem.errors.values()]
        return show_plan(replication, queries.get_plan(replication), comment=comment, errors=errors, code=422)
    after_save()
    flash(_DONE[kind](), "success")
    return redirect(url_for("plans.plan", number=number), 303)


def _take(replication: Replication, kind: StepKind, comment: str) -> None:
    match kind:
        case StepKind.SUBMITTED:
            service.submit_plan(actor(), replication.id, comment)
        case StepKind.AGREED:
            read = request.form.get("number", type=whole) or 0
            service.agree_to_plan(actor(), replication.id, read, comment)
        case StepKind.RETURNED:
            service.return_plan(actor(), replication.id, comment)


_DONE = {
    StepKind.SUBMITTED: lambda: gettext("Submitted. The task force of other cities is told."),
    StepKind.AGREED: lambda: gettext("You agreed to this revision of the plan."),
    StepKind.RETURNED: lambda: gettext("Returned with your comment."),
}
