"""Synonyms: the words that search takes for the same, and the forms that maintain them."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid, NotFound
from wiki.taxonomy import service
from wiki.taxonomy.types import Outdated, SynonymGroup
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.taxonomy_forms import SynonymsForm, TaxonomyForm

bp = Blueprint("synonyms", __name__)


@bp.get("/search/synonyms")
def groups() -> ResponseReturnValue:
    ordered = sorted(taxonomy().synonyms, key=lambda group: [word.casefold() for word in group.words])
    return render_template("synonyms/groups.html", groups=ordered)


@bp.route("/search/synonyms/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    form = SynonymsForm()

    def save() -> None:
        service.create_synonyms(actor(), form.said())

    return _edit(form, save)


@bp.route("/search/synonyms/<int:number>/edit", methods=["GET", "POST"])
def edit(number: int) -> ResponseReturnValue:
    found = _get(number)
    form = SynonymsForm()
    if request.method == "GET":
        form.fill(found)
    return _edit(form, lambda: service.update_synonyms(actor(), found.id, form.said(), base=form.base), found)


@bp.post("/search/synonyms/<int:number>/delete")
def delete(number: int) -> ResponseReturnValue:
    require(actor(), "taxonomy.edit")
    found, form = _get(number), TaxonomyForm()
    with transaction():
        outdated = service.delete_synonyms(actor(), found.id, base=form.base)
    after_save()
    if outdated:
        flash(gettext("Somebody else changed these words meanwhile, so they are still here."), "warning")
    else:
        flash(gettext("Deleted: %(words)s.", words=", ".join(found.words)), "success")
    return redirect(url_for("synonyms.groups"), 303)


def _get(number: int) -> SynonymGroup:
    found = next((group for group in taxonomy().synonyms if group.id == number), None)
    if found is None:
        raise NotFound
    return found


def _edit(
    form: SynonymsForm, save: Callable[[], Outdated | None], group: SynonymGroup | None = None
) -> ResponseReturnValue:
    """Show the form, or save what was entered and lead to the list."""
    require(actor(), "taxonomy.edit")
    differences = None
    if request.method == "POST" and form.validate_all():
        try:
            with transaction():
                outdated = save()
        except Invalid as problem:
            form.add_errors(problem.errors)
        else:
            if outdated is None:
                after_save()
                flash(gettext("Saved. The next search knows it."), "success")
                return redirect(url_for("synonyms.groups"), 303)
            differences = form.rebase(outdated.theirs)
    html = render_template("synonyms/form.html", form=form, group=group, differences=differences)
    return html, 422 if form.errors else 200 if differences is None else 409
