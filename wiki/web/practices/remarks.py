"""Remarks: made on a place of a practice, resolved one by one."""

from collections.abc import Mapping, Sequence
from itertools import chain

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid, NotFound, Unavailable
from wiki.http.extensions import csrf
from wiki.pages import queries as pages
from wiki.pages.types import Page, PageKind
from wiki.practices import queries, service
from wiki.practices.rules import QUOTE_MAX, REMARK_MAX
from wiki.practices.types import RemarkId
from wiki.web.context import actor, taxonomy, transaction
from wiki.web.forms import busy
from wiki.web.pages.outcomes import session_trouble
from wiki.web.pages.reading import page_here, practice_at
from wiki.web.practices import bp
from wiki.web.practices.handing_back import handed_back
from wiki.web.practices.read_form import ReadForm
from wiki.web.reviews.in_text import paragraph_quote
from wiki.web.reviews.places import Place, places_of

Groups = Mapping[str, Sequence[Place]]


class RemarkForm(ReadForm):
    place = StringField(_l("Place"))
    quote = TextAreaField(
        _l("The words it speaks of"),
        description=_l("Stay with the remark when the place is changed. Shorten them to what you mean."),
        render_kw={"maxlength": QUOTE_MAX},
    )
    text = TextAreaField(
        _l("Remark"), description=_l("What is to be changed, and why."), render_kw={"maxlength": REMARK_MAX}
    )


@bp.route("/pages/<path:slug>/remark", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # checked by session_trouble, which hands back what was entered
def remark(slug: str) -> ResponseReturnValue:
    """Remark on a place of the current revision; ``?place=`` fills it in, ``?at=`` names a paragraph there."""
    if request.method == "POST":
        return _posted(slug)
    require(actor(), "practice.submit")
    page, form = practice_at(slug), RemarkForm(formdata=None)
    groups, given, title = _read(page)
    form.place.data = request.args.get("place", "")
    form.quote.data = given
    form.number.data = str(page.current_number)
    return _show(page, form, groups, title)


@bp.post("/pages/<path:slug>/remarks/<int:remark_id>/resolve")
def resolve(slug: str, remark_id: int) -> ResponseReturnValue:
    require(actor(), "practice.submit")
    page = page_here(slug)
    if queries.find_remark(actor(), page, remark_id) is None:
        raise NotFound
    with transaction():
        service.resolve_remark(actor(), RemarkId(remark_id), request.form.get("resolution", ""))
    flash(gettext("The remark is resolved."), "success")
    return redirect(url_for("practices.review", slug=page.slug, _anchor="remarks"), 303)


def _posted(slug: str) -> ResponseReturnValue:
    if trouble := session_trouble("practice.submit"):
        return handed_back(trouble, "text")
    page, form = page_here(slug), RemarkForm()
    if page.kind != PageKind.PRACTICE:
        raise NotFound
    (groups, given, title), place = _read(page), form.place.data or ""
    # Words that stood there for another place than was chosen in the end.
    if place != request.args.get("place", "") and (form.quote.data or "").split() == given.split():
        form.quote.data = _quote(groups, place)
    try:
        with transaction():
            made = service.add_remark(
                actor(),
                page.slug,
                form.read_number,
                place=place,
                text=form.text.data or "",
                quote=form.quote.data or "",
            )
    except Invalid as problem:
        form.add_errors(problem.errors)
        return _show(page, form, groups, title, code=422)
    except Unavailable:
        form.form_errors.append(busy())
        return _show(page, form, groups, title, code=503)
    flash(gettext("The remark is kept. Its authors see it where they edit."), "success")
    return redirect(url_for("practices.review", slug=page.slug, _anchor=f"remark-{made}"), 303)


def _read(page: Page) -> tuple[Groups, str, str]:
    """Return a practice's places, the words the address asks to remark on where they stand there still, its title."""
    view, content = pages.get_view(actor(), page, taxonomy()), pages.get_content(actor(), page, page.current_number)
    groups, place = places_of(content, view.headings), request.args.get("place", "")
    return groups, paragraph_quote(view, place, request.args.get("at", "")) or _quote(groups, place), content.title


def _quote(groups: Groups, key: str) -> str:
    return next((place.quote for place in chain(*groups.values()) if place.key == key), "")


def _show(page: Page, form: RemarkForm, groups: Groups, title: str, *, code: int = 200) -> ResponseReturnValue:
    return render_template("reviews/remark.html", page=page, title=title, form=form, groups=groups), code
