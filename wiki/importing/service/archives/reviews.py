"""The review and the editions of a practice of an export, taken over as they were there.

What is here already is told by when it happened and who did it. Where the review went on here in another way, it
stays as it is here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select

from wiki.core.db import db
from wiki.dissemination.archive.reviews import EditionRecord, RemarkRecord, ReviewRecord, StepRecord
from wiki.importing.types import Finding
from wiki.pages.models import EventRow, PageRow, RevisionRow
from wiki.pages.types import PageKind
from wiki.practices.models import EditionRow, RemarkRow, StepRow
from wiki.practices.types import CONFIRMING, StepKind
from wiki.taxonomy.types import Taxonomy

_LEFT_OUT = Finding(
    code="review-left-out", text="The review went another way here. What the export tells of it was left out."
)


@dataclass(frozen=True, kw_only=True)
class TakenReview:
    """``successors`` are the new steps that name another practice: their numbers, and its address in the export."""

    successors: tuple[tuple[int, str], ...] = ()
    problems: tuple[Finding, ...] = ()


def take_review(
    page: PageRow, review: ReviewRecord, revisions: Mapping[int, RevisionRow], taxonomy: Taxonomy
) -> TakenReview:
    """Add what is not here; ``revisions`` are those of the page, by their number in the export."""
    steps, editions = _steps_here(page), _editions_here(page)
    new_steps, new_editions = review.steps[len(steps) :], review.editions[len(editions) :]
    if not (_goes_on(review, steps, editions) and _fits(page, review, revisions, new_steps, new_editions)):
        return TakenReview(problems=(_LEFT_OUT,))
    _take_remarks(page, review.remarks, revisions)
    db.session.add_all(_edition(page, each, revisions[each.revision]) for each in new_editions)
    page.edition, page.confirmed_on = len(review.editions) or None, _confirmed_on(review)
    page.edition_on = review.editions[-1].disseminated_at.date() if review.editions else None
    rows = []
    for each in new_steps:
        rows.append((_step(page, each, revisions[each.revision], taxonomy), each.successor))
        db.session.add(rows[-1][0])
        # One by one, for the log is read in the order of its rows.
        db.session.flush()
    return TakenReview(successors=tuple((row.id, slug) for row, slug in rows if slug))


def told_steps(page: PageRow) -> frozenset[int]:
    """Return the events of a page's history that tell of steps of its review."""
    query = select(EventRow.id).where(EventRow.page_id == page.id, EventRow.action.in_(StepKind))
    return frozenset(db.session.scalars(query))


def untell_steps(page: PageRow, *, but: frozenset[int]) -> None:
    """Let the history tell no step that was not taken over; ``but`` are the events that were there before."""
    db.session.execute(delete(EventRow).where(EventRow.id.in_(told_steps(page) - but)))


def _confirmed_on(review: ReviewRecord) -> date | None:
    return max((step.at.date() for step in review.steps if step.kind in CONFIRMING), default=None)


def _goes_on(review: ReviewRecord, steps: list[object], editions: list[object]) -> bool:
    """Tell whether what is here is how the export's review begins."""
    there = [(each.kind.value, each.at, each.actor) for each in review.steps]
    frozen = [(each.number, each.token, each.disseminated_at, each.citation) for each in review.editions]
    return there[: len(steps)] == steps and frozen[: len(editions)] == editions


def _fits(
    page: PageRow,
    review: ReviewRecord,
    revisions: Mapping[int, RevisionRow],
    steps: tuple[StepRecord, ...],
    editions: tuple[EditionRecord, ...],
) -> bool:
    """Tell whether all revisions are here that the new entries speak of, and the newest edition is what is read.

    An edition that another page here has already does not fit: its address leads there.
    """
    if not {step.revision for step in steps} | {edition.revision for edition in editions} <= revisions.keys():
        return False
    tokens = [edition.token for edition in editions]
    if db.session.scalar(select(EditionRow.id).where(EditionRow.token.in_(tokens)).limit(1)) is not None:
        return False
    newest = revisions.get(review.editions[-1].revision) if review.editions else None
    is_read = newest is not None and newest.id == page.published_revision_id
    return page.kind == PageKind.PRACTICE and (not editions or is_read)


def _steps_here(page: PageRow) -> list[object]:
    query = select(StepRow.kind, StepRow.at, StepRow.actor).where(StepRow.page_id == page.id).order_by(StepRow.id)
    return list(map(tuple, db.session.execute(query)))


def _editions_here(page: PageRow) -> list[object]:
    query = select(EditionRow.number, EditionRow.token, EditionRow.disseminated_at, EditionRow.citation)
    rows = db.session.execute(query.where(EditionRow.page_id == page.id).order_by(EditionRow.number))
    return list(map(tuple, rows))


def _take_remarks(page: PageRow, remarks: tuple[RemarkRecord, ...], revisions: Mapping[int, RevisionRow]) -> None:
    here = {
        (row.made_at, row.author, row.place, row.text): row
        for row in db.session.scalars(select(RemarkRow).where(RemarkRow.page_id == page.id))
    }
    for told in remarks:
        row = here.get((told.made_at, told.author, told.place, told.text))
        if row is None and told.revision in revisions:
            row = RemarkRow(
                page_id=page.id,
                revision_id=revisions[told.revision].id,
                place=told.place,
                quote=told.quote,
                text=told.text,
                author=told.author,
                made_at=told.made_at,
            )
            db.session.add(row)
        if row is not None and row.resolved_at is None:
            row.resolved_at, row.resolver, row.resolution = told.resolved_at, told.resolver, told.resolution
        # One by one, as the steps.
        db.session.flush()


def _step(page: PageRow, told: StepRecord, revision: RevisionRow, taxonomy: Taxonomy) -> StepRow:
    city = taxonomy.city_by_slug.get(told.city)
    return StepRow(
        page_id=page.id,
        revision_id=revision.id,
        kind=told.kind,
        at=told.at,
        # A name: nobody here is taken for somebody there.
        actor=told.actor,
        city_id=city.id if city else None,
        comment=told.comment,
    )


def _edition(page: PageRow, told: EditionRecord, revision: RevisionRow) -> EditionRow:
    frozen = {name: value for name, value in vars(told).items() if name != "revision"}
    return EditionRow(page_id=page.id, revision_id=revision.id, **frozen)


def lead_on(waiting: Iterable[tuple[int, str]], pages: Mapping[str, int]) -> None:
    """Let steps name the practice that took the place of theirs, which may have come after them.

    ``pages`` are those that were taken over, by their address in the export.
    """
    for step_id, slug in waiting:
        page_id = pages.get(slug) or db.session.scalar(select(PageRow.id).where(PageRow.slug == slug))
        db.session.get_one(StepRow, step_id).successor_id = page_id
    db.session.flush()
