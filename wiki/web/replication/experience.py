"""What a city learns, told on its replication's page: added, changed, solved, taken away."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.errors import Invalid, NotFound
from wiki.experience import queries, service
from wiki.experience.types import Experience, ExperienceId, ExperienceKind, Outdated
from wiki.replication.types import Replication, ReplicationId
from wiki.web.context import actor, after_save, transaction
from wiki.web.experience_words import telling
from wiki.web.replication import bp
from wiki.web.replication.experience_forms import FORMS, ExperienceForm, SolveForm
from wiki.web.replication.forms import SeenForm
from wiki.web.replication.one import editable, show
from wiki.web.replication.showing import told


@bp.post("/replications/<int:number>/experience/<any(adaptation, barrier, deviation, lesson):kind>")
def tell(number: int, kind: str) -> ResponseReturnValue:
    """Add an experience."""
    stands = editable(ReplicationId(number))
    told_kind = ExperienceKind(kind)
    form = FORMS[told_kind](prefix=f"{kind}-")
    if not form.validate():
        return show(stands, sent={told_kind: form}, code=422)
    try:
        with transaction():
            service.add_experience(actor(), stands.id, form.draft())
    except Invalid as problem:
        form.add_errors(problem.errors)
        return show(stands, sent={told_kind: form}, code=422)
    return _saved(number)


@bp.get("/replications/<int:number>/experience/<int:experience>")
def experience(number: int, experience: int) -> ResponseReturnValue:
    """Show the form in which an experience is changed."""
    stands, before = _found(number, experience)
    form = FORMS[before.said.kind](formdata=None)
    form.fill(before)
    return _change(stands, before, form)


@bp.post("/replications/<int:number>/experience/<int:experience>")
def change_experience(number: int, experience: int) -> ResponseReturnValue:
    stands, before = _found(number, experience)
    form = FORMS[before.said.kind]()
    if not form.validate():
        return _change(stands, before, form, code=422)
    try:
        with transaction():
            outcome = service.change_experience(actor(), stands.id, before.id, form.draft(), seen=form.version())
    except Invalid as problem:
        form.add_errors(problem.errors)
        return _change(stands, before, form, code=422)
    return _outdated(stands, form, outcome) if isinstance(outcome, Outdated) else _saved(number)


@bp.post("/replications/<int:number>/experience/<int:experience>/solve")
def solve(number: int, experience: int) -> ResponseReturnValue:
    """Say how a barrier was solved; what is wrong is told in its whole form, which holds what was entered."""
    stands, before = _found(number, experience)
    if before.said.kind is not ExperienceKind.BARRIER:
        raise NotFound
    short = SolveForm(prefix=f"solve-{experience}-")
    is_read = short.validate()
    whole = FORMS[ExperienceKind.BARRIER](formdata=None)
    whole.fill(before)
    whole.seen.data, whole["solved"].data, whole["solved_on"].data = (each.data for each in short)
    if not is_read:
        whole.add_errors({"solved_on": gettext("Enter a whole day, such as 2017-02-16.")})
        return _change(stands, before, whole, code=422)
    how, on, seen = short.solved.data or "", short.solved_on.data, short.version()
    try:
        with transaction():
            outcome = service.solve_barrier(actor(), stands.id, before.id, how=how, on=on, seen=seen)
    except Invalid as problem:
        whole.add_errors(problem.errors)
        return _change(stands, before, whole, code=422)
    return _outdated(stands, whole, outcome) if isinstance(outcome, Outdated) else _saved(number)


@bp.post("/replications/<int:number>/experience/<int:experience>/remove")
def remove_experience(number: int, experience: int) -> ResponseReturnValue:
    stands, before = _found(number, experience)
    seen = SeenForm().version()
    with transaction():
        outcome = service.remove_experience(actor(), stands.id, before.id, seen=seen)
    if isinstance(outcome, Outdated):
        form = FORMS[outcome.theirs.said.kind](formdata=None)
        form.fill(outcome.theirs)
        return _outdated(stands, form, outcome)
    return _saved(number, gettext("Taken away. The log keeps what it said."))


def _found(number: int, experience: int) -> tuple[Replication, Experience]:
    stands = editable(ReplicationId(number))
    return stands, queries.get_experience(stands, ExperienceId(experience))


def _saved(number: int, said: str = "") -> ResponseReturnValue:
    after_save()
    flash(said or gettext("Saved."), "success")
    return redirect(url_for("replication.page", number=number, _anchor="experience"), 303)


def _outdated(stands: Replication, form: ExperienceForm, outcome: Outdated) -> ResponseReturnValue:
    """Show what was entered again, to be sent on top of what somebody else saved meanwhile."""
    form.seen.data = str(outcome.theirs.version)
    form.form_errors.append(gettext("Somebody changed this meanwhile. Look how it stands now, then save again."))
    return _change(stands, outcome.theirs, form, code=409)


def _change(stands: Replication, before: Experience, form: ExperienceForm, *, code: int = 200) -> ResponseReturnValue:
    return render_template(
        "replication/experience.html", **told(**telling(), replication=stands, before=before, form=form)
    ), code
