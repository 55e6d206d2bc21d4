"""A move: from a replication's own page, or from the board."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.clock import now
from wiki.core.errors import Invalid
from wiki.replication import service
from wiki.replication.types import Outdated, ReplicationId
from wiki.web.addresses import is_local
from wiki.web.context import actor, after_save, transaction
from wiki.web.replication import bp
from wiki.web.replication.forms import MoveForm
from wiki.web.replication.one import editable, show


@bp.post("/replications/<int:number>/move")
def move(number: int) -> ResponseReturnValue:
    """Record a move. What it lacks is asked for on the replication's own page."""
    stands = editable(ReplicationId(number))
    form = MoveForm()
    form.offer_moves(stands)
    if "happened_on" not in request.form:
        # From the board, where nothing but the stage is said: it happened today.
        form.happened_on.data, form.happened_on.raw_data = now().date(), [now().date().isoformat()]
    if not form.validate():
        return show(stands, move=form, code=422)
    try:
        with transaction():
            outcome = service.move_replication(actor(), stands.id, form.draft(stands), seen=form.version())
    except Invalid as problem:
        form.add_errors(problem.errors)
        return show(stands, move=form, code=422)
    if isinstance(outcome, Outdated):
        form.tell_outdated(outcome.theirs)
        return show(outcome.theirs, move=form, code=409)
    after_save()
    flash(gettext("The move is recorded."), "success")
    target = request.form.get("next", "")
    return redirect(target if is_local(target) else url_for("replication.page", number=number), 303)
