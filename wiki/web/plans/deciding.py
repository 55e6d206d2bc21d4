"""The practice has a new edition: what it changed, what the plan would make of it, and what the city decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.errors import Invalid, NotFound, Unavailable
from wiki.http.numbers import whole
from wiki.http.translating import translated
from wiki.plans import queries, service
from wiki.plans.rules import REASON_MAX
from wiki.plans.types import Alert, Decision
from wiki.replication.types import Outdated, ReplicationId
from wiki.web.context import actor, after_save, transaction
from wiki.web.forms import busy
from wiki.web.plans import bp
from wiki.web.plans.showing import replication_at, told
from wiki.web.replication.one import editable

_LONGEST = 2 * REASON_MAX


@dataclass(kw_only=True)
class TakeOverForm:
    """What was ticked, and why not what was not, by the name of the change."""

    seen: int
    taken: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    form_errors: list[str] = field(default_factory=list)

    def decisions(self, alert: Alert) -> dict[str, Decision]:
        return {
            line.name: Decision(
                name=line.name, is_taken=line.name in self.taken, reason=self.reasons.get(line.name, "")
            )
            for line in alert.lines
        }


@bp.route("/replications/<int:number>/edition", methods=["GET", "POST"])
def edition(number: int) -> ResponseReturnValue:
    """Show what the next edition changed; who may decides on it."""
    if request.method == "POST":
        return _decided(ReplicationId(number))
    replication = replication_at(number)
    alert = queries.get_alert(actor(), replication)
    if alert is None:
        raise NotFound
    return _show(alert, TakeOverForm(seen=replication.version))


def _decided(number: ReplicationId) -> ResponseReturnValue:
    replication = editable(number)
    alert = queries.get_alert(actor(), replication)
    if alert is None or str(alert.number) != request.form.get("edition"):
        flash(gettext("This was decided meanwhile."), "info")
        return redirect(url_for("replication.page", number=number), 303)
    form = _sent(alert)
    comment = gettext("Taken over from edition %(number)s", number=alert.number)
    try:
        with transaction():
            outcome = service.take_over(
                actor(), number, form.decisions(alert), edition=alert.number, seen=form.seen, comment=comment
            )
    except Invalid as problem:
        form.errors = {name.removeprefix("decisions."): translated(text) for name, text in problem.errors.items()}
        return _show(alert, form, code=422)
    except Unavailable:
        form.form_errors.append(busy())
        return _show(alert, form, code=503)
    if isinstance(outcome, Outdated):
        form.seen = outcome.theirs.version
        form.form_errors.append(
            gettext("Somebody changed this replication meanwhile. Look how it stands now, then save again.")
        )
        return _show(alert, form, code=409)
    after_save()
    flash(gettext("Decided. The replication is based on edition %(number)s now.", number=alert.number), "success")
    return redirect(url_for("replication.page", number=number), 303)


def _sent(alert: Alert) -> TakeOverForm:
    reasons = {line.name: request.form.get(f"reason.{line.name}", "")[:_LONGEST].strip() for line in alert.lines}
    return TakeOverForm(
        seen=request.form.get("seen", type=whole) or 0,
        taken=frozenset(request.form.getlist("taken")),
        reasons=reasons,
    )


def _show(alert: Alert, form: TakeOverForm, *, code: int = 200) -> ResponseReturnValue:
    return render_template("plans/edition.html", **told(alert.replication, alert=alert, form=form)), code
