"""A member's saved searches: kept from the results, opened, renamed, removed."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid
from wiki.http.extensions import limiter
from wiki.saved_searches import queries, service
from wiki.saved_searches.news import MOST_COUNTED, new_since
from wiki.saved_searches.rules import NAME_MAX, search_path
from wiki.saved_searches.types import AskedFor, SavedSearch, SavedSearchId
from wiki.search.types import SearchHit, SearchUnavailable
from wiki.web.asked import asked_here
from wiki.web.context import actor, services, taxonomy, transaction
from wiki.web.facets import label
from wiki.web.forms import WikiForm

bp = Blueprint("saved_searches", __name__)


class NameForm(WikiForm):
    name = StringField(_l("Name of the search"), render_kw={"maxlength": NAME_MAX})


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A saved search with what is new in it, the newest first; None while search is away."""

    saved: SavedSearch
    words: str
    new: Sequence[SearchHit] | None


@bp.get("/account/searches")
def saved() -> ResponseReturnValue:
    """List the searches of whoever asks."""
    return _page(NameForm(formdata=None))


@bp.post("/account/searches")
@limiter.limit("60 per hour")
def save() -> ResponseReturnValue:
    """Keep the search that the address asks for."""
    require(actor(), "search.save")
    form = NameForm()
    try:
        with transaction():
            service.save_search(actor(), form.name.data or "", asked_here())
    except Invalid as problem:
        form.add_errors(problem.errors)
        return _page(form, is_new=True), 422
    flash(gettext("The search is saved. You are told on every page when it finds something new."), "success")
    return redirect(url_for("saved_searches.saved"), 303)


@bp.post("/account/searches/<int:number>/open")
def open_search(number: int) -> ResponseReturnValue:
    """Lead to what a search finds, and take what is new in it as seen."""
    with transaction():
        service.note_look(actor(), SavedSearchId(number))
    return redirect(search_path(queries.get_saved(actor(), SavedSearchId(number)).asked), 303)


@bp.post("/account/searches/<int:number>/rename")
def rename(number: int) -> ResponseReturnValue:
    form = NameForm()
    try:
        with transaction():
            service.rename_search(actor(), SavedSearchId(number), form.name.data or "")
    except Invalid as problem:
        form.add_errors(problem.errors)
        return _page(form, renamed=number), 422
    flash(gettext("Saved."), "success")
    return redirect(url_for("saved_searches.saved"), 303)


@bp.post("/account/searches/<int:number>/remove")
def remove(number: int) -> ResponseReturnValue:
    with transaction():
        service.remove_search(actor(), SavedSearchId(number))
    flash(gettext("The search is removed."), "success")
    return redirect(url_for("saved_searches.saved"), 303)


def words_for(asked: AskedFor) -> str:
    """Return what a search asks for, in the reader's words."""
    known = taxonomy()
    chosen = (label(facet, value, known) for facet, values in asked.choices.items() for value in values)
    return ", ".join(filter(None, [asked.text, *chosen]))


def _page(form: NameForm, *, is_new: bool = False, renamed: int = 0) -> str:
    return render_template(
        "saved_searches/list.html",
        form=form,
        is_new=is_new,
        renamed=renamed,
        searches=[_shown(each) for each in queries.list_saved(actor())],
        most=MOST_COUNTED,
        address_of=search_path,
    )


def _shown(each: SavedSearch) -> Shown:
    try:
        new = new_since(services().search, each.asked, actor(), each.looked_at)
    except SearchUnavailable:
        new = None
    return Shown(saved=each, words=words_for(each.asked), new=new)
