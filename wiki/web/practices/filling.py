"""Filling in one section. Without script every button is a request; what was entered comes back with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid, NotFound, Unavailable
from wiki.facts import COMBINED, MEETING, Section, follow_evidence, read_facts, template_of
from wiki.http.extensions import csrf
from wiki.http.numbers import whole
from wiki.http.translating import translated
from wiki.pages import queries, service
from wiki.pages.rules import FieldChange, changed_fields, combine
from wiki.pages.types import Conflict, Content, Merged, Page, SaveOutcome, Unchanged
from wiki.web.context import actor, after_save, transaction
from wiki.web.facts.arranging import arranged, put_errors
from wiki.web.facts.entries import SectionForm, filled_form, posted_form
from wiki.web.forms import busy
from wiki.web.pages.outcomes import session_trouble
from wiki.web.pages.reading import SAVED_DRAFT, page_here, page_or_redirect, saved_draft
from wiki.web.practices import bp
from wiki.web.reviews.mending import kept_ticks, remarks_at, resolve_ticked


@dataclass(frozen=True, kw_only=True)
class Filling:
    """A section of a page's template being filled in, on top of the revision it was based on."""

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
    if section_key not in COMBINED.section:
        raise NotFound
    asked = COMBINED.section[section_key]
    if request.method == "POST":
        return _posted(slug, asked)
    require(actor(), "page.edit")
    page = page_or_redirect(slug)
    if asked not in _sections_of(page):
        raise NotFound
    filling = _opened(page, asked)
    if filling.page.is_archived:
        flash(gettext("This page is archived. Restore it before you edit it."), "info")
        return redirect(url_for("pages.view", slug=slug))
    return _show(filled_form(filling.section, filling.base.themes, filling.base.facts), filling)


def _sections_of(page: Page) -> Sequence[Section]:
    template = template_of(page.kind)
    return template.sections if template else ()


def _opened(page: Page, section: Section, number: int | None = None) -> Filling:
    number = number or page.current_number
    base = queries.get_content(actor(), page, number)
    return Filling(page=page, section=section, base_number=number, base=base)


def _posted(slug: str, section: Section) -> ResponseReturnValue:
    if trouble := session_trouble("page.edit"):
        return _handed_back(slug, section, trouble, code=403)
    page = page_here(slug)
    if section not in _sections_of(page):
        trouble = gettext("This page is of another kind now. Change its kind back, then save here again.")
        return _handed_back(page.slug, section, trouble, code=422)
    base = request.form.get("base", type=whole)
    is_known = base is not None and 0 < base <= page.current_number
    filling = _opened(page, section, base if is_known else None)
    form = posted_form(section, filling.base.themes, request.form)
    if not is_known:
        form.form_errors.append(
            gettext("It is not known which revision your text was based on. Compare it with the present one and save.")
        )
        return _show(form, filling, code=422)
    return _acted(form, filling)


def _acted(form: SectionForm, filling: Filling) -> ResponseReturnValue:
    action, _, place = request.form.get("action", "save").partition(":")
    if arranged(form, action, place):
        return _show(form, filling)
    content = _read(form, filling)
    if content is None:
        return _show(form, filling, code=422)
    try:
        outcome, resolved = _saved(filling, content)
    except Invalid as problem:
        return _show(_refused(content, problem, filling), filling, code=422)
    except Unavailable:
        form.form_errors.append(busy())
        return _show(form, filling, code=503)
    if isinstance(outcome, Conflict):
        return _conflict(filling, outcome)
    return _done(outcome, resolved, filling, goes_on=action == "next")


def _refused(content: Content, problem: Invalid, filling: Filling) -> SectionForm:
    """Return the form with what was read, and what does not fit at its place; the rest above."""
    form = filled_form(filling.section, content.themes, content.facts)
    put_errors(form, problem)
    return form


def _handed_back(slug: str, section: Section, trouble: str, *, code: int) -> ResponseReturnValue:
    """Give back what was entered where it cannot be saved now, and show nothing else of the page."""
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
        overview_href=_overview(slug, section),
        is_meeting=section in MEETING.sections,
        theirs=(),
        remarks={},
        kept_fields=kept_ticks(),
        saved_draft="",
    )
    return html, code


def _read(form: SectionForm, filling: Filling) -> Content | None:
    """Return the content with what was entered, or put what is wrong into the form."""
    read = read_facts(form.entered)
    form.errors.update(read.errors)
    if form.errors:
        return None
    keys = {field.key for field in filling.section.fields}
    others = {key: value for key, value in filling.base.facts.items() if key not in keys}
    return replace(filling.base, facts=follow_evidence(filling.base.facts, others | dict(read.facts)))


def _saved(filling: Filling, content: Content) -> tuple[SaveOutcome, int]:
    """Save, and resolve the remarks that were ticked; return how many of them."""
    comment = gettext("Facts: %(section)s", section=translated(filling.section.title))
    with transaction():
        outcome = service.save_page(
            actor(), filling.page.slug, content, base_number=filling.base_number, comment=comment
        )
        resolved = 0 if isinstance(outcome, Conflict) else resolve_ticked(filling.page, filling.section)
        return outcome, resolved


def _conflict(filling: Filling, conflict: Conflict) -> ResponseReturnValue:
    """Show what they changed, and a form on top of theirs: mine where both changed the same, else both changes."""
    theirs = replace(filling, base_number=conflict.theirs_number, base=conflict.theirs)
    merged = combine(conflict.base, conflict.mine, conflict.theirs).content
    form = filled_form(filling.section, merged.themes, merged.facts)
    form.form_errors.append(
        gettext(
            "%(author)s changed the same fields meanwhile. Below stands what you entered; save again to keep it.",
            author=", ".join(conflict.others),
        )
    )
    return _show(form, theirs, code=409, theirs=changed_fields(conflict.base, conflict.theirs))


def _done(outcome: SaveOutcome, resolved: int, filling: Filling, *, goes_on: bool) -> ResponseReturnValue:
    if isinstance(outcome, Unchanged):
        if not resolved:
            flash(gettext("Nothing was changed, so nothing was saved."), "info")
    elif isinstance(outcome, Merged):
        flash(
            gettext("Saved, together with a change somebody else made meanwhile. Please read it once more."), "success"
        )
    else:
        flash(gettext("Saved."), "success")
    if resolved:
        flash(ngettext("%(num)s remark is resolved.", "%(num)s remarks are resolved.", resolved), "success")
    after_save()
    flash(filling.draft_key, SAVED_DRAFT)
    following = _following(filling) if goes_on else None
    if following is not None:
        return redirect(url_for("practices.section", slug=filling.page.slug, section_key=following.key), 303)
    return redirect(_overview(filling.page.slug, filling.section), 303)


def _overview(slug: str, section: Section) -> str:
    """Return where the sections are seen together; a meeting's page shows them all."""
    return url_for("pages.view" if section in MEETING.sections else "practices.overview", slug=slug)


def _following(filling: Filling) -> Section | None:
    """Return the next section that asks something of this page."""
    sections = _sections_of(filling.page)
    place = sections.index(filling.section)
    return next((s for s in sections[place + 1 :] if s.asks(filling.base.themes)), None)


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
        sections=[section for section in _sections_of(filling.page) if section.asks(filling.base.themes)],
        overview_href=_overview(filling.page.slug, filling.section),
        is_meeting=filling.section in MEETING.sections,
        theirs=theirs,
        remarks=remarks_at(filling.page, filling.section),
        kept_fields=(),
        saved_draft=saved_draft(),
    )
    return html, code
