"""History, comparison, and taking changes back."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from wiki.accounts.permissions import require
from wiki.http.extensions import limiter
from wiki.http.numbers import whole
from wiki.pages import queries, service
from wiki.pages.diff import diff_lines
from wiki.pages.rendered_diff import DiffLabels, rendered_diff
from wiki.pages.rules import changed_fields
from wiki.pages.types import Conflict, SaveOutcome, Unchanged
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.feeds import event_feed
from wiki.web.pages import bp
from wiki.web.pages.forms import ReasonForm, SectionForm
from wiki.web.pages.outcomes import conflict_page
from wiki.web.pages.reading import page_or_redirect
from wiki.web.presenting import change

_PAGE = 50
_TEXT_MAX = 500


def _looks_for_nothing() -> bool:
    return not _asked_for()


@bp.get("/pages/<path:slug>/history")
@limiter.limit("30 per minute", exempt_when=_looks_for_nothing)
def history(slug: str) -> ResponseReturnValue:
    page = page_or_redirect(slug)
    before = request.args.get("before", type=whole)
    found = queries.list_revisions(actor(), page, taxonomy(), before=before, limit=_PAGE + 1)
    besides = queries.list_events(actor(), queries.EventFilter(page_id=page.id, hide_saves=True))
    return render_template(
        "pages/history.html",
        page=page,
        revisions=found[:_PAGE],
        # The size of the revision before the last shown, for its ± column.
        older=found[_PAGE] if len(found) > _PAGE else None,
        besides=[change(event) for event in besides],
        text=_asked_for(),
        told=queries.find_wording(actor(), page, _asked_for()) if _asked_for() else None,
    )


def _asked_for() -> str:
    """Return the words to be found in the revisions."""
    return request.args.get("q", "").strip()[:_TEXT_MAX]


@bp.get("/pages/<path:slug>/history.atom")
def history_feed(slug: str) -> Response:
    page = page_or_redirect(slug)
    events = queries.list_events(actor(), queries.EventFilter(page_id=page.id))
    return event_feed(events, title=gettext("History of %(page)s", page=slug), path=url_for("pages.history", slug=slug))


@bp.get("/pages/<path:slug>/compare")
def compare(slug: str) -> ResponseReturnValue:
    """Lead from the two radio columns of the history to the address of the comparison."""
    old, new = request.args.get("a", type=whole), request.args.get("b", type=whole)
    if not old or not new:
        flash(gettext("Choose two revisions to compare."), "info")
        return redirect(url_for("pages.history", slug=slug))
    return redirect(url_for("pages.diff", slug=slug, old=min(old, new), new=max(old, new)))


@bp.get("/pages/<path:slug>/diff/<int:old>..<int:new>")
def diff(slug: str, old: int, new: int) -> ResponseReturnValue:
    page = page_or_redirect(slug)
    before = queries.get_view(actor(), page, taxonomy(), old)
    after = queries.get_view(actor(), page, taxonomy(), new)
    contents = queries.get_content(actor(), page, old), queries.get_content(actor(), page, new)
    as_read = request.args.get("view") == "read"
    return render_template(
        "pages/diff.html",
        page=page,
        old=before.revision,
        new=after.revision,
        fields=changed_fields(*contents),
        changes=None if as_read else diff_lines(contents[0].body, contents[1].body),
        read_html=rendered_diff(before.html, after.html, labels=_labels()) if as_read else "",
        neighbours=queries.neighbours(actor(), page, new),
    )


@bp.route("/pages/<path:slug>/revert/<int:number>", methods=["GET", "POST"])
def revert(slug: str, number: int) -> ResponseReturnValue:
    """Make an old revision the newest."""
    form = ReasonForm()
    if request.method == "GET":
        return _asked(slug, number, form, gettext("Restored revision %(number)s", number=number), undo=False)
    with transaction():
        outcome = service.revert_page(actor(), slug, number, form.comment.data or "")
    return _taken_back(outcome, slug, form)


@bp.route("/pages/<path:slug>/undo/<int:number>", methods=["GET", "POST"])
def undo(slug: str, number: int) -> ResponseReturnValue:
    """Take one change back and keep what came after it."""
    form = ReasonForm()
    if request.method == "GET":
        return _asked(slug, number, form, gettext("Took back revision %(number)s", number=number), undo=True)
    with transaction():
        outcome = service.undo_change(actor(), slug, number, form.comment.data or "")
    return _taken_back(outcome, slug, form)


def _asked(slug: str, number: int, form: ReasonForm, comment: str, *, undo: bool) -> ResponseReturnValue:
    require(actor(), "page.edit")
    page = page_or_redirect(slug)
    # Raises when there is no such revision, or none before the one to undo.
    queries.get_content(actor(), page, number - 1 if undo else number)
    form.comment.data = comment
    return render_template("pages/revert.html", page=page, number=number, form=form, undo=undo)


def _taken_back(outcome: SaveOutcome, slug: str, form: ReasonForm) -> ResponseReturnValue:
    if isinstance(outcome, Conflict):
        entered = SectionForm(formdata=None)
        entered.comment.data = form.comment.data
        return conflict_page(outcome, entered, "", undoing=True)
    if isinstance(outcome, Unchanged):
        flash(gettext("The page says this already, so nothing was saved."), "info")
    else:
        flash(gettext("Saved as a new revision. The history keeps everything."), "success")
    after_save()
    return redirect(url_for("pages.view", slug=slug), 303)


def _labels() -> DiffLabels:
    return DiffLabels(
        inserted_start=gettext("inserted: "),
        inserted_end=gettext(" (end of what was inserted)"),
        deleted_start=gettext("deleted: "),
        deleted_end=gettext(" (end of what was deleted)"),
        unchanged=lambda number: ngettext("%(num)s paragraph unchanged", "%(num)s paragraphs unchanged", number),
    )
