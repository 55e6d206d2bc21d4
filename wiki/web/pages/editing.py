"""Making and editing pages. Whatever goes wrong, the text comes back with the answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import validate_csrf
from wtforms.validators import ValidationError

from wiki.accounts.permissions import can, require
from wiki.core.errors import Invalid, NotFound, Unavailable
from wiki.core.slugs import slugify
from wiki.pages import queries, service
from wiki.pages.diff import diff_lines
from wiki.pages.rules import changed_fields, combine
from wiki.pages.sections import replace_section, section_text
from wiki.pages.types import Conflict, Content, Merged, Page, PageKind, Saved, SaveOutcome, Unchanged
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.extensions import csrf
from wiki.web.numbers import whole
from wiki.web.pages import bp
from wiki.web.pages.attaching import attach
from wiki.web.pages.forms import NewPageForm, PageForm, SectionForm
from wiki.web.pages.reading import page_or_redirect

_NEW_DRAFT = "new#0@"


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


@bp.route("/new", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # checked by _session_holds, which hands the text back
def new() -> ResponseReturnValue:
    form = NewPageForm()
    form.offer(taxonomy())
    if request.method == "GET":
        require(actor(), "page.create")
        _prefill(form)
        return _new_page(form)
    if not _session_holds(form, "page.create"):
        return _new_page(form, code=403)
    if request.form.get("action") == "attach":
        return _new_page(form, code=200 if attach(form) else 422)
    if request.form.get("action") != "save":
        return _new_page(form)
    outcome = _tried(form, lambda: _create(form))
    return _answer(outcome, form, _NEW_DRAFT) if outcome else _new_page(form, code=form.status)


@bp.route("/pages/<path:slug>/edit", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # checked by _session_holds, which hands the text back
def edit(slug: str) -> ResponseReturnValue:
    if request.method == "POST":
        return _posted(slug)
    if queries.find_page(actor(), slug) is None and can(actor(), "page.create"):
        return redirect(_moved_or_new(slug))
    require(actor(), "page.edit")
    page = page_or_redirect(slug)
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
        html=_rendered(request.form.get("body", ""), request.form.get("language", "en")),
    )


def _posted(slug: str) -> ResponseReturnValue:
    if not can(actor(), "page.edit"):
        return _handed_back(slug)
    # When the page was renamed while it was edited, the text goes where the page is now.
    page = queries.get_page(actor(), queries.find_redirect(actor(), slug) or slug)
    base = request.form.get("base", type=whole)
    is_known = base is not None and 0 <= base <= page.current_number
    form, editing = _opened(page, base if base and is_known else page.current_number)
    if not is_known:
        form.form_errors.append(
            gettext("It is not known which revision your text was based on. Compare it with the present one and save.")
        )
        return _edit_page(form, editing, code=422)
    if not _session_holds(form, "page.edit"):
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
            return _edit_page(form, editing, preview=_rendered(form.body.data or "", mine.language))
        case "changes":
            return _edit_page(form, editing, compared=mine)
        case "attach":
            return _edit_page(form, editing, code=200 if attach(form) else 422)
    outcome = _tried(form, lambda: _save(form, editing, mine))
    return _answer(outcome, form, editing.draft_key) if outcome else _edit_page(form, editing, code=form.status)


def _tried(form: SectionForm, write: Callable[[], SaveOutcome]) -> SaveOutcome | None:
    """Write in a transaction; when that cannot be, put the reason and the status to answer into the form."""
    if not form.validate():
        return None
    try:
        with transaction():
            return write()
    except Invalid as problem:
        form.add_errors(problem.errors)
    except Unavailable:
        form.status = 503
        form.form_errors.append(gettext("The wiki is busy and nothing was saved. Wait a moment, then save again."))
    return None


def _save(form: SectionForm, editing: Editing, mine: Content) -> SaveOutcome:
    return service.save_page(
        actor(),
        editing.page.slug,
        mine,
        base_number=editing.base_number,
        comment=form.comment.data or "",
        minor=bool(form.minor.data),
    )


def _create(form: NewPageForm) -> SaveOutcome:
    return service.create_page(
        actor(),
        slug=form.wanted_slug(),
        kind=PageKind(form.kind.data),
        content=form.content(Content(title="")),
        comment=form.comment.data or "",
    )


def _answer(outcome: SaveOutcome, form: SectionForm, draft_key: str) -> ResponseReturnValue:
    match outcome:
        case Conflict():
            return conflict_page(outcome, form, draft_key)
        case Saved(slug=slug):
            flash(gettext("Saved."), "success")
        case Merged(slug=slug):
            flash(
                gettext("Saved, together with a change somebody else made meanwhile. Please read it once more."),
                "success",
            )
        case Unchanged(slug=slug):
            flash(gettext("Nothing was changed, so nothing was saved."), "info")
    after_save()
    return redirect(url_for("pages.view", slug=slug, saved=draft_key), 303)


def _prefill(form: NewPageForm) -> None:
    wanted = slugify(request.args.get("slug", ""))
    form.slug.data = wanted
    form.title.data = request.args.get("title") or wanted.rsplit("/", 1)[-1].replace("-", " ").capitalize()
    form.language.data = "en"
    form.kind.data = request.args.get("kind", PageKind.PRACTICE)
    form.themes.data = request.args.getlist("theme")
    form.cities.data = request.args.getlist("city")


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


def _session_holds(form: SectionForm, action: str) -> bool:
    """Tell whether the form may be acted on; when the login or the form expired, it is handed back with its text."""
    try:
        validate_csrf(request.form.get("csrf_token"))
        fresh = True
    except ValidationError:
        fresh = False
    if fresh and can(actor(), action):  # type: ignore[arg-type]  # one of two literals above
        return True
    signed_out = actor().user_id is None
    form.form_errors.append(
        gettext("You were signed out. Your text is below: sign in in another tab, then save here again.")
        if signed_out
        else gettext("This form was too old to be taken. Your text is below: check it and save again.")
    )
    return False


def _rendered(body: str, language: str) -> str:
    try:
        return service.render_body(body, language).html
    except ValueError:
        return ""


def _new_page(form: NewPageForm, code: int = 200) -> ResponseReturnValue:
    previewing = request.form.get("action") == "preview"
    html = _rendered(form.body.data or "", form.language.data or "en") if previewing else ""
    return render_template("pages/new.html", form=form, draft_key=_NEW_DRAFT, preview_html=html), code


def _handed_back(slug: str) -> ResponseReturnValue:
    """Give the text back to who may not (or no longer) edit, and show nothing else of the page."""
    section = request.args.get("section", type=whole)
    form = SectionForm() if section else PageForm()
    if isinstance(form, PageForm):
        form.offer(taxonomy(), form.language.data or "")
    _session_holds(form, "page.edit")
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
        ),
        code,
    )


def conflict_page(
    conflict: Conflict, entered: SectionForm, draft_key: str, *, undoing: bool = False
) -> ResponseReturnValue:
    combined = combine(conflict.base, conflict.mine, conflict.theirs).content
    form = PageForm(formdata=None)
    form.offer(taxonomy(), combined.language)
    form.fill(combined)
    form.base.data = conflict.theirs_number
    form.comment.data = entered.comment.data
    form.minor.data = entered.minor.data
    return (
        render_template(
            "pages/conflict.html",
            form=form,
            conflict=conflict,
            undoing=undoing,
            draft_replaces=draft_key,
            draft_key=f"{conflict.page_id}#0@{conflict.theirs_number}",
            theirs_changes=diff_lines(conflict.base.body, conflict.theirs.body),
            mine_changes=diff_lines(conflict.base.body, conflict.mine.body),
            saving_changes=diff_lines(conflict.theirs.body, combined.body),
            theirs_fields=changed_fields(conflict.base, conflict.theirs),
            mine_fields=changed_fields(conflict.base, conflict.mine),
            saving_fields=changed_fields(conflict.theirs, combined),
        ),
        409,
    )
