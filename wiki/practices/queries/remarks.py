"""The remarks on a practice: what its reviewers and authors say to each other, and nobody else reads."""

from sqlalchemy import Row, Select, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import UserId
from wiki.pages.models import RevisionRow
from wiki.pages.queries.visibility import reads_drafts
from wiki.pages.types import Page
from wiki.practices.models import RemarkRow
from wiki.practices.types import Remark, RemarkId


def list_remarks(actor: Actor, page: Page) -> tuple[Remark, ...]:
    """Return all remarks on a practice, the oldest first; none for who reads no working copies."""
    if not reads_drafts(actor):
        return ()
    return tuple(map(_remark, db.session.execute(_remarks_on(page).order_by(RemarkRow.id))))


def find_remark(actor: Actor, page: Page, remark_id: int) -> Remark | None:
    """Return a remark on a practice; None for one on another page, and for who reads no working copies."""
    if not reads_drafts(actor):
        return None
    row = db.session.execute(_remarks_on(page).where(RemarkRow.id == remark_id)).one_or_none()
    return _remark(row) if row else None


def _remarks_on(page: Page) -> Select[RemarkRow, int]:
    query = select(RemarkRow, RevisionRow.number).join(RevisionRow, RevisionRow.id == RemarkRow.revision_id)
    return query.where(RemarkRow.page_id == page.id)


def _remark(found: Row[RemarkRow, int]) -> Remark:
    row, number = found
    return Remark(
        id=RemarkId(row.id),
        revision=number,
        place=row.place,
        quote=row.quote,
        text=row.text,
        author_id=UserId(row.author_id) if row.author_id else None,
        author=row.author,
        made_at=row.made_at,
        resolved_at=row.resolved_at,
        resolver=row.resolver,
        resolution=row.resolution,
    )
