"""What a form of the editor leads to: whether it may be acted on, and the answer to what came of it."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import validate_csrf
from wtforms.validators import ValidationError

from wiki.accounts.permissions import Action, can
from wiki.core.errors import Invalid, Unavailable
from wiki.pages import service
from wiki.pages.diff import diff_lines
from wiki.pages.rules import changed_fields, combine
from wiki.pages.types import Conflict, Merged, Saved, SaveOutcome, Unchanged
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.forms import BUSY
from wiki.web.pages.forms import PageForm, SectionForm
from wiki.web.pages.reading import SAVED_DRAFT


def session_holds(form: SectionForm, action: Action) -> bool:
    """Tell whether the form may be acted on; when the login or the form expired, it is handed back with its text."""
    trouble = session_trouble(action)
    if trouble:
        form.form_errors.append(trouble)
    return not trouble


def session_trouble(action: Action) -> str:
    """Return why a form that was sent may not be acted on, empty if it may."""
    try:
        validate_csrf(request.form.get("csrf_token"))
        fresh = True
    except ValidationError:
        fresh = False
    if fresh and can(actor(), action):
        return ""
    if actor().user_id is None:
        return str(gettext("You were signed out. Your text is below: sign in in another tab, then save here again."))
    return str(gettext("This form was too old to be taken. Your text is below: check it and save again."))


def tried(form: SectionForm, write: Callable[[], SaveOutcome]) -> SaveOutcome | None:
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
        form.form_errors.append(str(BUSY))
    return None


def answer(outcome: SaveOutcome, form: SectionForm, draft_key: str) -> ResponseReturnValue:
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
    flash(draft_key, SAVED_DRAFT)
    return redirect(url_for("pages.view", slug=slug), 303)


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


def rendered(body: str, language: str) -> str:
    try:
        return service.render_body(body, language).html
    except ValueError:
        return ""
