"""Making and editing pages. Whatever goes wrong, the text comes back with the answer."""

from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import can, require
from wiki.core.errors import NotFound
from wiki.core.slugs import slugify
from wiki.http.extensions import csrf
from wiki.http.numbers import whole
from wiki.pages import queries, service
from wiki.pages.diff import diff_lines
from wiki.pages.rules import changed_fields
from wiki.pages.sections import replace_section, section_text
from wiki.pages.types import Content, Page, SaveOutcome
from wiki.web.context import actor, taxonomy
from wiki.web.pages import bp
from wiki.web.pages.attaching import attach
from wiki.web.pages.forms import PageForm, SectionForm
from wiki.web.pages.outcomes import answer, rendered, session_holds, tried
from wiki.web.pages.reading import page_here, page_or_redirect
from wiki.web.reviews.mending import remarks_on_text


@dataclass(frozen=True, kw_only=True)
class Editing:
    """What is being edited: a page (or one section of it) and the content it was based on."""

    page: Page
    section: int | None
    base_number: int
    base: Content

    @property
    def draft_key(self) -> str:
        # By number, so that a draft outlives a rename.
        return f"{self.page.id}#{self.section or 0}@{self.base_number}"


@bp.route("/pages/<path:slug>/edit", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # checked by session_holds, which hands the text back
def edit(slug: str) -> ResponseReturnValue:
    if request.method == "POST":
        return _posted(slug)
    page = queries.find_page(actor(), slug)
    if page is None and can(actor(), "page.create"):
        return redirect(_moved_or_new(slug))
    require(actor(), "page.edit")
    page = page or page_or_redirect(slug)
    if page.is_archived:
        flash(gettext("This page is archived. Restore it before you edit it."), "info")
        return redirect(url_for("pages.view", slug=page.slug))
    form, editing = _opened(page, page.current_number)
    _fill(form, editing)
    return _edit_page(form, editing)


@bp.post("/preview")
def preview() -> ResponseReturnValue:
    """Answer a fragment for the editor: the text as it will look."""
    require(actor(), "page.edit")
    return render_template(
        "pages/_preview.html",
        html=rendered(request.form.get("body", ""), request.form.get("language", "en")),
    )


def _posted(slug: str) -> ResponseReturnValue:
    if not can(actor(), "page.edit"):
        return _handed_back(slug)
    # When the page was renamed while it was edited, the text goes where the page is now.
    page = page_here(slug)
    base = request.form.get("base", type=whole)
    is_known = base is not None and 0 <= base <= page.current_number
    form, editing = _opened(page, base if base and is_known else page.current_number)
    if not is_known:
        form.form_errors.append(
            gettext("It is not known which revision your text was based on. Compare it with the present one and save.")
        )
        return _edit_page(form, editing, code=422)
    if not session_holds(form, "page.edit"):
        return _edit_page(form, editing, code=403)
    return _acted(form, editing)


def _opened(page: Page, number: int) -> tuple[SectionForm, Editing]:
    section = request.args.get("section", type=whole)
    base = queries.get_content(actor(), page, number)
    form = SectionForm() if section else PageForm()
    if isinstance(form, PageForm):
        form.offer(taxonomy(), base.language)
    return form, Editing(page=page, section=section, base_number=number, base=base)


def _acted(form: SectionForm, editing: Editing) -> ResponseReturnValue:
    try:
        mine = _entered(form, editing)
    except LookupError:
        form.form_errors.append(gettext("This page has no such section. Edit the whole page instead."))
        return _edit_page(form, editing, code=422)
    match request.form.get("action"):
        case "preview":
            return _edit_page(form, editing, preview=rendered(form.body.data or "", mine.language))
        case "changes":
            return _edit_page(form, editing, compared=mine)
        case "attach":
            return _edit_page(form, editing, code=200 if attach(form) else 422)
    outcome = tried(form, lambda: _save(form, editing, mine))
    return answer(outcome, form, editing.draft_key) if outcome else _edit_page(form, editing, code=form.status)


def _save(form: SectionForm, editing: Editing, mine: Content) -> SaveOutcome:
    return service.save_page(
        actor(),
        editing.page.slug,
        mine,
        base_number=editing.base_number,
        comment=form.comment.data or "",
        minor=bool(form.minor.data),
    )


def _moved_or_new(slug: str) -> str:
    present = queries.find_redirect(actor(), slug)
    return url_for("pages.edit", slug=present) if present else url_for("pages.new", slug=slugify(slug))


def _fill(form: SectionForm, editing: Editing) -> None:
    form.base.data = editing.base_number
    if isinstance(form, PageForm):
        form.fill(editing.base)
        return
    try:
        form.body.data = section_text(editing.base.body, editing.section or 0)
    except (IndexError, LookupError, ValueError) as error:
        raise NotFound from error


def _entered(form: SectionForm, editing: Editing) -> Content:
    """Return what was entered, as a whole page. Raises ``LookupError`` for a section that is not there."""
    if isinstance(form, PageForm):
        return form.content(editing.base)
    body = replace_section(editing.base.body, editing.section or 0, form.body.data or "")
    return replace(editing.base, body=body)


def _handed_back(slug: str) -> ResponseReturnValue:
    """Give the text back to who may not (or no longer) edit, and show nothing else of the page."""
    section = request.args.get("section", type=whole)
    form = SectionForm() if section else PageForm()
    if isinstance(form, PageForm):
        form.offer(taxonomy(), form.language.data or "")
    session_holds(form, "page.edit")
    draft_key = request.form.get("draft", "")
    html = render_template("pages/handed_back.html", form=form, slug=slug, section=section, draft_key=draft_key)
    return html, 403


def _edit_page(
    form: SectionForm,
    editing: Editing,
    *,
    preview: str = "",
    compared: Content | None = None,
    code: int = 200,
) -> ResponseReturnValue:
    changes = fields = None
    if compared is not None:
        changes = diff_lines(editing.base.body, compared.body)
        fields = changed_fields(editing.base, compared)
    return (
        render_template(
            "pages/edit.html",
            form=form,
            page=editing.page,
            editing=editing,
            preview_html=preview,
            changes=changes,
            fields=fields,
            remarks=remarks_on_text(editing.page),
        ),
        code,
    )
