"""A first plan from the edition: the form that asks when it begins and for how much."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField
from wtforms.validators import Optional

from wiki.core.errors import Invalid, Unavailable
from wiki.core.messages import message
from wiki.facts import TEMPLATE, VOCABULARIES, Facts, rows_of
from wiki.facts.numbers import Unclear, read_number
from wiki.http.translating import translated
from wiki.plans import queries, service
from wiki.plans.composing import Terms
from wiki.replication.types import Replication, ReplicationId
from wiki.web.context import actor, after_save, transaction
from wiki.web.facts.telling import figure
from wiki.web.forms import WikiForm, busy, options
from wiki.web.plans import bp
from wiki.web.plans.showing import told
from wiki.web.replication.one import editable


class ComposeForm(WikiForm):
    starts_on = DateField(
        _l("When it begins"),
        validators=[Optional()],
        description=_l("Each step follows the one before it; leave it empty for steps without days."),
    )
    scaled_by = SelectField(
        _l("Scale the cost by"), description=_l("What the practice counts, and how much of it there was.")
    )
    scaled_to = StringField(_l("How much of it your city plans"))

    def offer(self, facts: Facts) -> None:
        """Set the choices: the quantities that the practice tells."""
        self.scaled_by.choices = options([("", gettext("Do not scale the cost")), *_quantities(facts)])

    def terms(self) -> Terms:
        """Return what was entered. Raises :class:`Invalid` for what is no number."""
        entered: date | None = self.starts_on.data
        text = (self.scaled_to.data or "").strip()
        try:
            number = read_number(text) if text else None
        except (Unclear, ValueError):
            raise Invalid({"scaled_to": message("Enter only the number; its unit stands beside it.")}) from None
        return Terms(starts_on=entered, scaled_by=self.scaled_by.data or "", scaled_to=number)


def _quantities(facts: Facts) -> Iterable[tuple[str, Any]]:
    seen = set()
    field = TEMPLATE.fields["quantities"]
    for row in rows_of(facts, "quantities"):
        what = str(row.get("what", ""))
        if "value" in row and what not in seen:
            seen.add(what)
            yield what, f"{translated(VOCABULARIES['quantity'].get(what, what))}: {figure(field, row)}"


@bp.route("/replications/<int:number>/plan/compose", methods=["GET", "POST"])
def compose(number: int) -> ResponseReturnValue:
    """Make a first plan of what the edition says."""
    replication = editable(ReplicationId(number))
    if queries.find_plan(replication) is not None:
        return redirect(url_for("plans.plan", number=number))
    form = ComposeForm()
    form.offer(queries.base_of(actor(), replication))
    if not form.is_submitted():
        return _show(replication, form)
    if not form.validate():
        return _show(replication, form, code=422)
    try:
        _compose(replication, form)
    except Invalid as problem:
        form.add_errors(problem.errors)
        return _show(replication, form, code=422)
    except Unavailable:
        form.form_errors.append(busy())
        return _show(replication, form, code=503)
    after_save()
    flash(gettext("A first plan is made. Now make it your city's: nothing fits as it is."), "success")
    return redirect(url_for("plans.plan", number=number), 303)


def _compose(replication: Replication, form: ComposeForm) -> None:
    terms = form.terms()
    if replication.edition:
        comment = gettext("Composed from edition %(number)s", number=replication.edition)
    else:
        comment = gettext("Composed from the practice as it is today")
    with transaction():
        service.compose_plan(actor(), replication.id, terms, comment=comment)


def _show(replication: Replication, form: ComposeForm, *, code: int = 200) -> ResponseReturnValue:
    return render_template("plans/compose.html", **told(replication, form=form)), code
