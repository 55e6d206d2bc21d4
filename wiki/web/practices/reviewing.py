"""The review of a practice: where it stands, what changed, what is remarked, and the steps people take."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.errors import NotFound
from wiki.http.extensions import csrf
from wiki.http.numbers import whole
from wiki.http.translating import translated
from wiki.pages import queries as pages
from wiki.pages.diff import LineDiff, diff_lines
from wiki.pages.rules import FieldChange, changed_fields
from wiki.pages.types import Content, Page, PageKind
from wiki.practices import queries, service
from wiki.practices.rules import may_resolve, refusal
from wiki.practices.types import ReviewStanding, StepKind
from wiki.practices.waiting import LACKS, waits_of
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.pages.outcomes import session_trouble
from wiki.web.pages.reading import page_here, practice_at
from wiki.web.practices import bp
from wiki.web.practices.handing_back import handed_back
from wiki.web.practices.steps import StepForm, taken
from wiki.web.reviews.in_text import placed_in
from wiki.web.reviews.places import placed
from wiki.web.reviews.stages import choices_of, stages_of
from wiki.web.reviews.words import age_words, done_words, next_words, state_words, taken_words


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What the current revision says otherwise than revision ``old``, in its fields and its text."""

    old: int
    fields: Sequence[FieldChange]
    changes: LineDiff


@bp.route("/pages/<path:slug>/review", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]  # checked by session_trouble, which hands back what was entered
def review(slug: str) -> ResponseReturnValue:
    """Show where a practice stands; take a step."""
    if request.method == "POST":
        return _posted(slug)
    require(actor(), "page.read_drafts")
    return _show(practice_at(slug), StepForm(formdata=None))


@bp.post("/pages/<path:slug>/review/look")
def look(slug: str) -> ResponseReturnValue:
    """Remember that the reviewer has seen a revision."""
    require(actor(), "practice.review")
    page, number = page_here(slug), request.form.get("number", type=whole)
    if number is None:
        raise NotFound
    with transaction():
        service.note_look(actor(), page, number)
    flash(gettext("Noted. From now on you are shown what changes after revision %(number)s.", number=number), "success")
    return redirect(url_for("practices.review", slug=page.slug), 303)


def _posted(slug: str) -> ResponseReturnValue:
    if trouble := session_trouble("practice.submit"):
        return handed_back(trouble, "comment")
    page = page_here(slug)
    if page.kind != PageKind.PRACTICE:
        raise NotFound
    form, kind = StepForm(), request.form.get("step", "")
    if kind not in set(StepKind):
        form.form_errors.append(gettext("Choose a step."))
        return _show(page, form, code=422)
    status = taken(form, page.slug, StepKind(kind))
    if not status:
        after_save()
        flash(done_words(StepKind(kind)), "success")
        return redirect(url_for("practices.review", slug=page.slug), 303)
    # Somebody may have saved since the page was found.
    return _show(page_here(page.slug), form, code=status)


def _show(page: Page, form: StepForm, *, code: int = 200) -> ResponseReturnValue:
    standing = queries.standing_of(actor(), page)
    if standing is None:
        raise NotFound
    view, content = pages.get_view(actor(), page, taxonomy()), pages.get_content(actor(), page, page.current_number)
    made = queries.list_remarks(actor(), page)
    named = placed_in(view, [each for each in made if each.is_open])
    remarks = [placed(each, page.slug, content, view.headings, named.get(each.id)) for each in made]
    read = form.read_number if code != 200 else 0
    is_stale = 0 < read < page.current_number
    seen = queries.seen_by(actor(), [page.id]).get(page.id)
    html = render_template(
        "reviews/review.html",
        page=page,
        revision=view.revision,
        standing=standing,
        told=_told(standing),
        gate=standing.copy.gate,
        form=form,
        choices=choices_of(actor(), standing),
        may_supersede=refusal(actor(), StepKind.SUPERSEDED, standing) is None,
        seen=seen,
        compared=_compared(page, content, read if is_stale else seen),
        is_stale=is_stale,
        resolvable=[each.remark.id for each in remarks if may_resolve(actor(), standing, author=each.remark.author_id)],
        open_remarks=[each for each in remarks if each.remark.is_open],
        resolved_remarks=[each for each in remarks if not each.remark.is_open],
        steps=_log(page),
    )
    return html, 409 if is_stale else code


def _told(standing: ReviewStanding) -> dict[str, object]:
    waits = waits_of(standing)
    return {
        "state": state_words(standing.state),
        "age": age_words(waits[0].since) if waits else "",
        "since": waits[0].since if waits else None,
        "lacks": [translated(LACKS[each]) for each in queries.lacks_of(actor(), standing)],
        "next": [next_words(wait, taxonomy()) for wait in waits],
        "stages": stages_of(standing),
    }


def _compared(page: Page, content: Content, old: int | None) -> Compared | None:
    if old is None or old == page.current_number:
        return None
    before = pages.get_content(actor(), page, old)
    changes = diff_lines(before.body, content.body)
    return Compared(old=old, fields=changed_fields(before, content), changes=changes)


def _log(page: Page) -> list[dict[str, object]]:
    """Return the steps, the newest first, with the addresses of what took its place."""
    cities, steps = taxonomy().city_by_slug, queries.log_of(actor(), page)
    slugs = pages.find_slugs(actor(), {step.successor for step in steps if step.successor})
    return [
        {
            "step": step,
            "words": taken_words(step.kind),
            "city": cities[step.city].name if step.city in cities else "",
            "successor": slugs.get(step.successor) if step.successor else None,
        }
        for step in reversed(steps)
    ]
