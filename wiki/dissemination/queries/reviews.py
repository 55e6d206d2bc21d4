"""Reviews and editions as an export tells them. Who reads no working copies is told of editions alone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, and_, select, true
from sqlalchemy.orm import aliased

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId, RevisionId
from wiki.dissemination.archive.reviews import EditionRecord, RemarkRecord, ReviewRecord, StepRecord
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.visibility import reads_drafts, revision_visible_to, visible_to
from wiki.practices.models import EditionRow, RemarkRow, StepRow
from wiki.practices.types import StepKind
from wiki.taxonomy.models import CityRow

# What everybody is told of a review.
_PUBLIC = (StepKind.DISSEMINATED, StepKind.RECONFIRMED, StepKind.SUPERSEDED)


def reviews(actor: Actor, page_ids: Sequence[PageId]) -> dict[PageId, ReviewRecord]:
    """Return the reviews of those pages that have any, without the texts they speak of."""
    steps, remarks, editions = (
        _by_page(found) for found in (_steps(actor, page_ids), _remarks(actor, page_ids), _editions(actor, page_ids))
    )
    return {
        PageId(i): ReviewRecord(steps=tuple(steps[i]), remarks=tuple(remarks[i]), editions=tuple(editions[i]))
        for i in page_ids
        if i in steps or i in remarks or i in editions
    }


def revision_ids(actor: Actor, page_id: PageId, numbers: frozenset[int]) -> Sequence[RevisionId]:
    """Return the revisions of a page with these numbers that the actor may see, the earliest first."""
    query = (
        select(RevisionRow.id)
        .join(PageRow, PageRow.id == RevisionRow.page_id)
        .where(RevisionRow.page_id == page_id, RevisionRow.number.in_(numbers))
        .where(visible_to(actor), revision_visible_to(actor))
    )
    return [RevisionId(i) for i in db.session.scalars(query.order_by(RevisionRow.number))]


def _by_page(found: Iterator[tuple[int, Any]]) -> dict[int, list[Any]]:
    told: dict[int, list[Any]] = defaultdict(list)
    for page_id, record in found:
        told[page_id].append(record)
    return told


def _of_pages(actor: Actor, table: Any, page_ids: Sequence[PageId]) -> Select[*tuple[Any, ...]]:
    return (
        select(table, RevisionRow.number.label("revision"))
        .join(RevisionRow, RevisionRow.id == table.revision_id)
        .join(PageRow, PageRow.id == table.page_id)
        .where(table.page_id.in_(page_ids), visible_to(actor), revision_visible_to(actor))
        .order_by(table.page_id, table.id)
    )


def _steps(actor: Actor, page_ids: Sequence[PageId]) -> Iterator[tuple[int, StepRecord]]:
    successor = aliased(PageRow)
    # Visitors are not told of a successor that was taken from them.
    told = true() if reads_drafts(actor) else and_(successor.archived_at.is_(None), successor.edition.is_not(None))
    query = (
        _of_pages(actor, StepRow, page_ids)
        .add_columns(CityRow.slug.label("city"), successor.slug.label("successor"))
        .outerjoin(CityRow, CityRow.id == StepRow.city_id)
        .outerjoin(successor, and_(successor.id == StepRow.successor_id, told))
    )
    if not reads_drafts(actor):
        query = query.where(StepRow.kind.in_(_PUBLIC))
    for row, number, city, slug in db.session.execute(query):
        yield (
            row.page_id,
            StepRecord(
                kind=StepKind(row.kind),
                at=row.at,
                revision=number,
                actor=row.actor,
                city=(city or "") if reads_drafts(actor) else "",
                comment=row.comment if reads_drafts(actor) else "",
                successor=slug or "",
            ),
        )


def _remarks(actor: Actor, page_ids: Sequence[PageId]) -> Iterator[tuple[int, RemarkRecord]]:
    if not reads_drafts(actor):
        return
    for row, number in db.session.execute(_of_pages(actor, RemarkRow, page_ids)):
        yield (
            row.page_id,
            RemarkRecord(
                revision=number,
                place=row.place,
                quote=row.quote,
                text=row.text,
                author=row.author,
                made_at=row.made_at,
                resolved_at=row.resolved_at,
                resolver=row.resolver,
                resolution=row.resolution,
            ),
        )


def _editions(actor: Actor, page_ids: Sequence[PageId]) -> Iterator[tuple[int, EditionRecord]]:
    for row, number in db.session.execute(_of_pages(actor, EditionRow, page_ids)):
        yield (
            row.page_id,
            EditionRecord(
                number=row.number,
                revision=number,
                token=row.token,
                disseminated_at=row.disseminated_at,
                review_due=row.review_due,
                results_due=row.results_due,
                citation=row.citation,
                changes=row.changes,
                html=row.html,
                headings=row.headings,
                prose=row.prose,
                document=row.document,
            ),
        )
