"""Practices whose place another took."""

from collections.abc import Collection

from sqlalchemy import func, select

from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.practices.models import StepRow
from wiki.practices.types import StepKind

# The last of these says whether the newest edition still holds, as `workflow.fold` tells.
_TELLING = (StepKind.DISSEMINATED, StepKind.RECONFIRMED, StepKind.SUPERSEDED)


def superseded_among(page_ids: Collection[PageId]) -> frozenset[PageId]:
    """Return those of the practices whose newest edition was superseded. Everybody may know that of what they read."""
    if not page_ids:
        return frozenset()
    last = select(func.max(StepRow.id)).where(StepRow.page_id.in_(page_ids), StepRow.kind.in_(_TELLING))
    query = select(StepRow.page_id).where(
        StepRow.id.in_(last.group_by(StepRow.page_id)), StepRow.kind == StepKind.SUPERSEDED
    )
    return frozenset(map(PageId, db.session.scalars(query)))
