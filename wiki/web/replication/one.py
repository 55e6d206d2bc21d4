"""One replication: where it stands, what comes next, what it says, and its log."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Denied, Invalid
from wiki.experience.types import ExperienceKind
from wiki.monitoring.queries import why_closed
from wiki.monitoring.rules import may_enter
from wiki.monitoring.types import Subject
from wiki.pages.queries import get_page
from wiki.practices.queries import editions_of
from wiki.replication import queries, service
from wiki.replication.rules import cities_of, may_edit, next_stage
from wiki.replication.types import Outdated, Replication, ReplicationId, Stage
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.exchanges_of import of_replication
from wiki.web.fit.answering import shown
from wiki.web.plans_of import planned
from wiki.web.replication import bp
from wiki.web.replication.experience_forms import ExperienceForm
from wiki.web.replication.forms import DetailsForm, MoveForm
from wiki.web.replication.showing import told
from wiki.web.replication.telling_experience import NO_FORMS, shown_experiences
from wiki.web.results_of import last_figures


@bp.get("/replications/<int:number>")
def page(number: int) -> ResponseReturnValue:
    return show(queries.get_replication(actor(), ReplicationId(number)))


@bp.post("/replications/<int:number>/edit")
def edit(number: int) -> ResponseReturnValue:
    """Change what a replication says beside its stage."""
    stands = editable(ReplicationId(number))
    form = DetailsForm()
    offer_details(form, stands)
    if not form.validate():
        return show(stands, details=form, code=422)
    try:
        with transaction():
            outcome = service.edit_replication(actor(), stands.id, form.details(), seen=form.version())
    except Invalid as problem:
        form.add_errors(problem.errors)
        return show(stands, details=form, code=422)
    if isinstance(outcome, Outdated):
        form.tell_outdated(outcome.theirs)
        return show(outcome.theirs, details=form, code=409)
    after_save()
    flash(gettext("Saved."), "success")
    return redirect(url_for("replication.page", number=number), 303)


def editable(replication_id: ReplicationId) -> Replication:
    """Return a replication that the reader may change. Raises :class:`Denied`, :class:`NotFound`."""
    require(actor(), "replication.edit")
    stands = queries.get_replication(actor(), replication_id)
    if not may_edit(actor(), stands.city):
        raise Denied("replication.edit")
    return stands


def show(
    stands: Replication,
    *,
    move: MoveForm | None = None,
    details: DetailsForm | None = None,
    sent: Mapping[ExperienceKind, ExperienceForm] = NO_FORMS,
    code: int = 200,
) -> ResponseReturnValue:
    """Answer with the page of a replication; a form that came back is shown as it was sent."""
    is_ours = may_edit(actor(), stands.city)
    html = render_template(
        "replication/page.html",
        **told(
            replication=stands,
            moves=queries.list_moves(stands),
            next=next_stage(stands.stage, stands.exit),
            fitting=shown(stands),
            planned=planned(stands),
            is_ours=is_ours,
            exchanges=of_replication(stands),
            results=last_figures(Subject(replication=stands.id)),
            may_enter_results=may_enter(actor(), city=stands.city) and not why_closed(stands.practice.id),
            **shown_experiences(stands, is_ours=is_ours, sent=sent),
            faulty=move or details or next(iter(sent.values()), None),
            editing=details is not None,
            move_form=(move or _move_form(stands)) if is_ours else None,
            details_form=(details or _details_form(stands)) if is_ours else None,
        ),
    )
    return html, code


def offer_details(form: DetailsForm, stands: Replication) -> None:
    """Set the choices of what a replication says; what it says already stays one of them."""
    practice = get_page(actor(), stands.practice.slug)
    numbers = {mark.number for mark in editions_of(actor(), practice)} | ({stands.edition} - {None})
    had = {block.name: block.key for block in stands.blocks}
    cities = [taxonomy().city_by_slug[slug] for slug in cities_of(actor(), taxonomy().city_by_slug)]
    form.offer(cities, sorted(filter(None, numbers), reverse=True), {**had, **queries.blocks_of(actor(), practice)})


def _details_form(stands: Replication) -> DetailsForm:
    form = DetailsForm(formdata=None)
    offer_details(form, stands)
    form.fill(stands)
    return form


def _move_form(stands: Replication) -> MoveForm:
    form = MoveForm(formdata=None)
    form.offer_moves(stands)
    form.begin(next_stage(stands.stage, stands.exit) or Stage(stands.stage))
    form.seen.data = str(stands.version)
    return form
