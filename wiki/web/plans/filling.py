"""Filling in a section of a plan, on the pattern of :mod:`wiki.web.practices.filling`: every button is a request."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.errors import Invalid, Unavailable
from wiki.facts import PLAN, Facts, Section, read_facts
from wiki.http.extensions import csrf
from wiki.http.numbers import whole
from wiki.http.translating import translated
from wiki.pages.rules import FieldChange, changed_facts
from wiki.plans import queries, service
from wiki.plans.types import Conflict, SaveOutcome, Unchanged
from wiki.replication.types import Replication, ReplicationId
from wiki.web.context import actor, after_save, transaction
from wiki.web.facts.arranging import arranged, put_errors
from wiki.web.facts.entries import SectionForm, filled_form, posted_form
from wiki.web.forms import busy
from wiki.web.pages.outcomes import session_trouble
from wiki.web.pages.reading import SAVED_DRAFT, saved_draft
from wiki.web.plans import bp
from wiki.web.plans.showing import section_at, told
from wiki.web.replication.one import editable


@dataclass(frozen=True, kw_only=True)
class Filling:
    """A section being filled in, on top of the revision it was based on; 0 where there was no plan."""

    replication: Replication
    section: Section
    base_number: int
    base: Facts

    @property
    def draft_key(self) -> str:
        return f"plan-{self.replication.id}#{self.section.key}@{self.base_number}"


@bp.route("/replications/<int:number>/plan/edit/<section_key>", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # checked by session_trouble, which hands back what was entered
def section(number: int, section_key: str) -> ResponseReturnValue:
    asked = section_at(section_key)
    if request.method == "POST":
        return _posted(ReplicationId(number), asked)
    filling = _opened(editable(ReplicationId(number)), asked)
    return _show(filled_form(asked, (), filling.base), filling)


def _opened(replication: Replication, asked: Section, number: int | None = None) -> Filling:
    found = queries.find_plan(replication) if number is None else None
    if number:
        found = queries.get_plan(replication, number)
    base = found.facts if found else {}
    return Filling(replication=replication, section=asked, base_number=found.number if found else 0, base=base)


def _posted(number: ReplicationId, asked: Section) -> ResponseReturnValue:
    form = posted_form(asked, (), request.form)
    if trouble := session_trouble("replication.edit"):
        form.form_errors.append(trouble)
        return _handed_back(number, form)
    replication = editable(number)
    newest = queries.find_plan(replication)
    base = request.form.get("base", type=whole)
    is_known = base is not None and 0 <= base <= (newest.number if newest else 0)
    filling = _opened(replication, asked, base if is_known else None)
    if not is_known:
        form.form_errors.append(
            gettext("It is not known which revision your text was based on. Compare it with the present one and save.")
        )
        return _show(form, filling, code=422)
    return _acted(form, filling)


def _handed_back(number: int, form: SectionForm) -> ResponseReturnValue:
    """Give back what was entered where it cannot be saved now, and show nothing of the plan."""
    base, key = request.form.get("base", ""), request.form.get("draft", "")
    return _page(form, number, replication=None, base_number=base, draft_key=key), 403


def _acted(form: SectionForm, filling: Filling) -> ResponseReturnValue:
    action, _, place = request.form.get("action", "save").partition(":")
    if arranged(form, action, place):
        return _show(form, filling)
    facts = _read(form, filling)
    if facts is None:
        return _show(form, filling, code=422)
    try:
        outcome = _saved(filling, facts)
    except Invalid as problem:
        again = filled_form(filling.section, (), facts)
        put_errors(again, problem)
        return _show(again, filling, code=422)
    except Unavailable:
        form.form_errors.append(busy())
        return _show(form, filling, code=503)
    if isinstance(outcome, Conflict):
        return _conflict(filling, outcome)
    return _done(outcome, filling, goes_on=action == "next")


def _read(form: SectionForm, filling: Filling) -> Facts | None:
    """Return the plan's facts with what was entered, or put what is wrong into the form."""
    read = read_facts(form.entered, PLAN)
    form.errors.update(read.errors)
    if form.errors:
        return None
    keys = {field.key for field in filling.section.fields}
    others = {key: value for key, value in filling.base.items() if key not in keys}
    result = others | dict(read.facts)
    return {key: result[key] for key in PLAN.fields if key in result}


def _saved(filling: Filling, facts: Facts) -> SaveOutcome:
    comment = translated(filling.section.title)
    with transaction():
        return service.save_plan(
            actor(), filling.replication.id, facts, base_number=filling.base_number, comment=comment
        )


def _conflict(filling: Filling, conflict: Conflict) -> ResponseReturnValue:
    """Show what they changed, and a form on top of theirs: mine where both changed the same, else both changes."""
    theirs = Filling(
        replication=filling.replication,
        section=filling.section,
        base_number=conflict.theirs.number,
        base=conflict.theirs.facts,
    )
    form = filled_form(filling.section, (), conflict.merged)
    form.form_errors.append(
        gettext(
            "%(author)s changed the same fields meanwhile. Below stands what you entered; save again to keep it.",
            author=conflict.theirs.mark.author,
        )
    )
    return _show(form, theirs, code=409, theirs=changed_facts(conflict.base, conflict.theirs.facts, PLAN))


def _done(outcome: SaveOutcome, filling: Filling, *, goes_on: bool) -> ResponseReturnValue:
    if isinstance(outcome, Unchanged):
        flash(gettext("Nothing was changed, so nothing was saved."), "info")
    elif not isinstance(outcome, Conflict) and outcome.is_merged:
        flash(
            gettext("Saved, together with a change somebody else made meanwhile. Please read it once more."), "success"
        )
    else:
        flash(gettext("Saved."), "success")
    after_save()
    flash(filling.draft_key, SAVED_DRAFT)
    number, place = filling.replication.id, PLAN.sections.index(filling.section) + 1
    if goes_on and place < len(PLAN.sections):
        return redirect(url_for("plans.section", number=number, section_key=PLAN.sections[place].key), 303)
    return redirect(url_for("plans.plan", number=number, _anchor=f"facts-{filling.section.key}"), 303)


def _show(
    form: SectionForm, filling: Filling, *, code: int = 200, theirs: Sequence[FieldChange] = ()
) -> ResponseReturnValue:
    html = _page(
        form,
        filling.replication.id,
        replication=filling.replication,
        base_number=filling.base_number,
        draft_key=filling.draft_key,
        theirs=theirs,
    )
    return html, code


def _page(
    form: SectionForm,
    number: int,
    *,
    replication: Replication | None,
    base_number: int | str,
    draft_key: str,
    theirs: Sequence[FieldChange] = (),
) -> str:
    known = told(replication) if replication else {"replication": None}
    return render_template(
        "plans/section.html",
        form=form,
        number=number,
        base_number=base_number,
        draft_key=draft_key,
        template=PLAN,
        theirs=theirs,
        saved_draft=saved_draft(),
        **known,
    )
