"""Which page here is the one an export tells of, and which of its revisions are here."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import delete, func, select

from wiki.core.db import db
from wiki.dissemination.archive.types import Document, PageRecord
from wiki.importing.models import ImportedVersion
from wiki.pages.models import EventRow, LinkRow, PageRow, RedirectRow, RevisionRow
from wiki.pages.rules import STARTER_COMMENT
from wiki.pages.types import Content


@dataclass(frozen=True, kw_only=True)
class Text:
    """A revision of the export, and what of it a page may hold."""

    document: Document
    content: Content


@dataclass(frozen=True, kw_only=True)
class Known:
    """A page of this wiki; ``revisions`` are those the export has too, by their number in the export."""

    page: PageRow
    revisions: Mapping[int, RevisionRow]


def find_known(path: str, record: PageRecord, texts: Sequence[Text], *, made_now: AbstractSet[int]) -> Known | None:
    """Return the page that shares a revision with the export's, or that an earlier import made of it.

    ``made_now`` holds the pages of the present import, which are other pages.
    """
    for page in _candidates(record):
        if page.id not in made_now and (shared := shared_revisions(page, texts)):
            return Known(page=page, revisions=shared)
    before = select(ImportedVersion.page_id).where(ImportedVersion.path == path, ImportedVersion.commit == "")
    page_id = db.session.scalar(before.order_by(ImportedVersion.id.desc()).limit(1))
    made = db.session.get(PageRow, page_id) if page_id and page_id not in made_now else None
    return Known(page=made, revisions=shared_revisions(made, texts)) if made else None


def _candidates(record: PageRecord) -> Iterator[PageRow]:
    for slug in (record.slug, *(redirect.slug for redirect in record.redirects)):
        page = db.session.scalar(select(PageRow).where(PageRow.slug == slug))
        redirect = db.session.get(RedirectRow, slug) if page is None else None
        page = db.session.get(PageRow, redirect.page_id) if redirect else page
        if page is not None:
            yield page


def shared_revisions(page: PageRow, texts: Sequence[Text]) -> dict[int, RevisionRow]:
    """Return the texts that are revisions of a page, by their number in the export.

    Matched by when they were saved and what they say.
    """
    times = {text.document.saved_at for text in texts}
    query = select(RevisionRow).where(RevisionRow.page_id == page.id, RevisionRow.created_at.in_(times))
    here = {(row.created_at, row.title, row.body): row for row in db.session.scalars(query.order_by(RevisionRow.id))}
    keys = {t.document.revision: (t.document.saved_at, t.content.title, t.content.body) for t in texts}
    return {number: here[key] for number, key in keys.items() if key in here}


def empty_starter(slug: str) -> PageRow | None:
    """Return the page that ``init`` wrote at an address, emptied; None when there is none, or people changed it."""
    query = (
        select(PageRow)
        .join(RevisionRow, RevisionRow.page_id == PageRow.id)
        .where(PageRow.slug == slug, RevisionRow.number == 1, RevisionRow.comment == STARTER_COMMENT)
        .where(RevisionRow.author_id.is_(None), PageRow.id.not_in(select(ImportedVersion.page_id)))
    )
    page = db.session.scalar(query)
    if page is None or _count_events(page) > 1:
        return None
    page.current_revision_id = page.published_revision_id = None
    db.session.flush()
    for table in (EventRow, LinkRow, RevisionRow):
        db.session.execute(delete(table).where(table.page_id == page.id))
    return page


def _count_events(page: PageRow) -> int:
    return db.session.scalar(select(func.count()).where(EventRow.page_id == page.id)) or 0
