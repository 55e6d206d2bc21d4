"""Filling in one section. Without script every button is a request; what was entered comes back with the answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid, NotFound, Unavailable
from wiki.facts import TEMPLATE, Section, read_facts
from wiki.http.extensions import csrf
from wiki.http.numbers import whole
from wiki.http.translating import translated
from wiki.pages import queries, service
from wiki.pages.rules import FieldChange, changed_fields
from wiki.pages.types import Conflict, Content, Merged, Page, PageKind, SaveOutcome, Unchanged
from wiki.web.context import actor, after_save, transaction
from wiki.web.facts.entries import SectionForm, filled_form, posted_form
from wiki.web.pages.outcomes import session_trouble
from wiki.web.pages.reading import SAVED_DRAFT, page_or_redirect, saved_draft
from wiki.web.practices import bp


@dataclass(frozen=True, kw_only=True)
class Filling:
    """A section of a practice being filled in, on top of the revision it was based on."""

    page: Page
    section: Section
    base_number: int
    base: Content

    @property
    def draft_key(self) -> str:
        return f"{self.page.id}#{self.section.key}@{self.base_number}"


@bp.route("/pages/<path:slug>/facts/<section_key>", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # checked by session_trouble, which hands back what was entered
def section(slug: str, section_key: str) -> ResponseReturnValue:
    if section_key not in TEMPLATE.section:
        raise NotFound
    trouble = session_trouble("page.edit") if request.method == "POST" else ""
    if trouble:
        return _handed_back(slug, TEMPLATE.section[section_key], trouble)
    require(actor(), "page.edit")
    page = editable(slug)
    number = request.form.get("base", type=whole) if request.method == "POST" else page.current_number
    if number is None or not 0 < number <= page.current_number:
        raise NotFound
    base = queries.get_content(actor(), page, number)
    filling = Filling(page=page, section=TEMPLATE.section[section_key], base_number=number, base=base)
    if request.method == "POST":
        return _posted(filling)
    return _show(filled_form(filling.section, base.themes, base.facts), filling)


def editable(slug: str) -> Page:
    """Return a practice that can be edited. Raises :class:`NotFound` for a page of another kind."""
    page = page_or_redirect(slug)
    if page.kind != PageKind.PRACTICE:
        raise NotFound
    if page.is_archived:
        raise Invalid({"page": gettext("This page is archived. Restore it before you edit it.")})
    return page


def _posted(filling: Filling) -> ResponseReturnValue:
    form = posted_form(filling.section, filling.base.themes, request.form)
    action, _, place = request.form.get("action", "save").partition(":")
    if action in {"add", "remove", "up", "down"}:
        _arranged(form, action, place)
        return _show(form, filling)
    facts = _read(form, filling)
    if facts is None:
        return _show(form, filling, code=422)
    outcome = _saved(form, filling, facts)
    if outcome is None:
        return _show(form, filling, code=503)
    if isinstance(outcome, Conflict):
        return _conflict(form, filling, outcome)
    return _done(outcome, filling, goes_on=action == "next")


def _handed_back(slug: str, section: Section, trouble: str) -> ResponseReturnValue:
    """Give back what was entered to who may not (or no longer) edit, and show nothing else of the page."""
    themes = [theme for field in section.fields for theme in field.themes]
    form = posted_form(section, themes, request.form)
    form.form_errors.append(trouble)
    html = render_template(
        "practices/section.html",
        form=form,
        slug=slug,
        title="",
        base_number=request.form.get("base", ""),
        draft_key=request.form.get("draft", ""),
        sections=[section],
        theirs=(),
        saved_draft="",
    )
    return html, 403


def _arranged(form: SectionForm, action: str, place: str) -> None:
    key, _, number = place.partition(".")
    row = int(number) if number.isdecimal() and len(number) < len("1000") else 0
    match action:
        case "add":
            form.add_row(key)
        case "remove":
            form.remove_row(key, row)
        case "up":
            form.move_row(key, row, -1)
        case "down":
            form.move_row(key, row, 1)


def _read(form: SectionForm, filling: Filling) -> Content | None:
    """Return the content with what was entered, or put what is wrong into the form."""
    read = read_facts(form.entered)
    form.errors.update(read.errors)
    if form.errors:
        return None
    keys = {field.key for field in filling.section.fields}
    others = {key: value for key, value in filling.base.facts.items() if key not in keys}
    return replace(filling.base, facts=others | dict(read.facts))


def _saved(form: SectionForm, filling: Filling, content: Content) -> SaveOutcome | None:
    # In the language of the page, for whoever reads its history.
    comment = gettext("Facts: %(section)s", section=translated(filling.section.title))
    try:
        with transaction():
            return service.save_page(
                actor(), filling.page.slug, content, base_number=filling.base_number, comment=comment
            )
    except Unavailable:
        form.form_errors.append(gettext("The wiki is busy and nothing was saved. Wait a moment, then save again."))
    return None


def _conflict(form: SectionForm, filling: Filling, conflict: Conflict) -> ResponseReturnValue:
    """Hand back what was entered, now on top of theirs, and say what they changed."""
    theirs = replace(filling, base_number=conflict.theirs_number, base=conflict.theirs)
    form.form_errors.append(
        gettext(
            "%(author)s changed the same fields meanwhile. Below stands what you entered; save again to keep it.",
            author=conflict.theirs_author,
        )
    )
    return _show(form, theirs, code=409, theirs=changed_fields(conflict.base, conflict.theirs))


def _done(outcome: SaveOutcome, filling: Filling, *, goes_on: bool) -> ResponseReturnValue:
    if isinstance(outcome, Unchanged):
        flash(gettext("Nothing was changed, so nothing was saved."), "info")
    elif isinstance(outcome, Merged):
        flash(
            gettext("Saved, together with a change somebody else made meanwhile. Please read it once more."), "success"
        )
    else:
        flash(gettext("Saved."), "success")
    after_save()
    flash(filling.draft_key, SAVED_DRAFT)
    following = _following(filling) if goes_on else None
    if following is not None:
        return redirect(url_for("practices.section", slug=filling.page.slug, section_key=following.key), 303)
    return redirect(url_for("practices.overview", slug=filling.page.slug), 303)


def _following(filling: Filling) -> Section | None:
    """Return the next section that asks something of this practice."""
    place = TEMPLATE.sections.index(filling.section)
    return next((s for s in TEMPLATE.sections[place + 1 :] if s.asks(filling.base.themes)), None)


def _show(
    form: SectionForm, filling: Filling, *, code: int = 200, theirs: Sequence[FieldChange] = ()
) -> ResponseReturnValue:
    html = render_template(
        "practices/section.html",
        form=form,
        slug=filling.page.slug,
        title=filling.base.title,
        base_number=filling.base_number,
        draft_key=filling.draft_key,
        sections=[section for section in TEMPLATE.sections if section.asks(filling.base.themes)],
        theirs=theirs,
        saved_draft=saved_draft(),
    )
    return html, code
