"""The search index against the database, and what still waits to reach it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from wiki.core.changes import PendingChange
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.texts import audiences, page_id_batches, readable_since
from wiki.search.types import SearchUnavailable
from wiki.upkeep.types import Finding, Severity, Stores, Tell

Versions = Mapping[int, Mapping[str, datetime]]
_NONE: Mapping[str, datetime] = {}
# Every save and every search works the outbox off.
_LONG = timedelta(hours=1)


def outdated(stores: Stores, tell: Tell) -> Iterator[Finding]:
    """Compare the pages, documents and times of the index with the database."""
    try:
        before = stores.search.versions()
        wrong = dict(_wrong(before, tell))
        # Somebody may have saved between the two readings: what the index says now counts as well.
        after = stores.search.versions() if wrong else {}
    except SearchUnavailable as problem:
        yield Finding(
            code="index-unreadable",
            subject="index",
            sentence=f"The search index cannot be read: {problem}",
            severity=Severity.DISPOSABLE,
        )
        return
    for page_id, expected in wrong.items():
        if after.get(page_id, _NONE) != expected:
            yield Finding(
                code="index-differs",
                subject=f"page number {page_id}",
                sentence=f"The search index does not hold the page number {page_id} as it is.",
                severity=Severity.DISPOSABLE,
                target=page_id,
            )


def _wrong(found: Versions, tell: Tell) -> Iterator[tuple[int, Mapping[str, datetime]]]:
    """Yield the pages that differ from the index and do not wait to reach it, with what it should hold."""
    unknown = set(found)
    for batch in page_id_batches():
        expected = _expected(batch)
        differing = {i for i in batch if expected.get(i, _NONE) != found.get(i, _NONE)}
        yield from ((i, expected.get(i, _NONE)) for i in differing - _waiting(differing))
        unknown.difference_update(batch)
        tell(len(batch))
    yield from ((i, _NONE) for i in unknown - _waiting(unknown))


def _expected(ids: Sequence[PageId]) -> Versions:
    columns = select(PageRow.id, PageRow.current_revision_id, PageRow.published_revision_id)
    pages = db.session.execute(columns.where(PageRow.id.in_(ids), PageRow.archived_at.is_(None))).all()
    pointers = {i for page in pages for i in page[1:] if i is not None}
    times = {
        row.id: (row.created_at, row.published_at)
        for row in db.session.execute(
            select(RevisionRow.id, RevisionRow.created_at, RevisionRow.published_at).where(RevisionRow.id.in_(pointers))
        )
    }
    return {
        page_id: {
            f"{page_id}:{audience}": readable_since(audience, *times[i])
            for audience, i in audiences(current, published)
            if i in times
        }
        for page_id, current, published in pages
    }


def _waiting(ids: set[PageId] | set[int]) -> set[int]:
    query = select(PendingChange.subject_id).where(PendingChange.topic == "index", PendingChange.subject_id.in_(ids))
    return set(db.session.scalars(query)) if ids else set()


def overdue(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for pages that have waited long to be drawn or indexed."""
    columns = select(PendingChange.topic, func.count(), func.min(PendingChange.sequence)).group_by(PendingChange.topic)
    for topic, count, oldest in db.session.execute(columns):
        since = datetime.fromtimestamp(oldest / 1_000_000_000, UTC)
        if now() - since > _LONG:
            words = "to be drawn" if topic == "render" else "to reach the search index"
            yield Finding(
                code="outbox-old",
                subject=f"outbox {topic}",
                sentence=f"{count} pages wait {words}, the first since {since:%Y-%m-%d %H:%M} UTC.",
                severity=Severity.DISPOSABLE,
            )
