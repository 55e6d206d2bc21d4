"""How a plan came about: its revisions, what changed between two, and going back to one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.errors import NotFound
from wiki.facts import PLAN
from wiki.http.numbers import whole
from wiki.pages.rules import changed_facts
from wiki.plans import queries, service
from wiki.plans.types import Unchanged
from wiki.replication.types import ReplicationId
from wiki.web.context import actor, after_save, transaction
from wiki.web.plans import bp
from wiki.web.plans.showing import replication_at, told
from wiki.web.replication.one import editable


@bp.get("/replications/<int:number>/plan/history")
def history(number: int) -> ResponseReturnValue:
    replication = replication_at(number)
    marks = queries.list_plan_marks(replication)
    if not marks:
        raise NotFound
    standing = queries.standing_of_plan(replication)
    return render_template("plans/history.html", **told(replication, marks=marks, standing=standing))


@bp.get("/replications/<int:number>/plan/compare")
def compare(number: int) -> ResponseReturnValue:
    """Lead from the form of the history to the comparison, the older revision first."""
    chosen = sorted(request.args.get(name, type=whole) or 0 for name in ("a", "b"))
    return redirect(url_for("plans.diff", number=number, old=chosen[0], new=chosen[1]))


@bp.get("/replications/<int:number>/plan/diff/<int:old>..<int:new>")
def diff(number: int, old: int, new: int) -> ResponseReturnValue:
    replication = replication_at(number)
    before, after = queries.get_plan(replication, old), queries.get_plan(replication, new)
    changes = changed_facts(before.facts, after.facts, PLAN)
    return render_template("plans/diff.html", **told(replication, old=before, new=after, fields=changes, changes=None))


@bp.post("/replications/<int:number>/plan/revert/<int:revision>")
def revert(number: int, revision: int) -> ResponseReturnValue:
    """Let the plan say again what it said; what was written since stays in the history."""
    replication = editable(ReplicationId(number))
    comment = gettext("As revision %(number)s", number=revision)
    with transaction():
        outcome = service.revert_plan(actor(), replication.id, revision, comment=comment)
    if isinstance(outcome, Unchanged):
        flash(gettext("Nothing was changed, so nothing was saved."), "info")
    else:
        flash(gettext("Saved."), "success")
    after_save()
    return redirect(url_for("plans.plan", number=number), 303)
