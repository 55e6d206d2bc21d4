"""What reviewers saw last."""

from collections.abc import Sequence

from sqlalchemy import select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.pages.models import RevisionRow
from wiki.practices.models import LookRow


def seen_by(actor: Actor, page_ids: Sequence[int]) -> dict[PageId, int]:
    """Return the revisions of pages that the actor looked at or approved last, by page; those never seen are absent."""
    if not page_ids:
        return {}
    query = (
        select(LookRow.page_id, RevisionRow.number)
        .join(RevisionRow, RevisionRow.id == LookRow.revision_id)
        .where(LookRow.user_id == actor.user_id, LookRow.page_id.in_(page_ids))
    )
    return {PageId(row[0]): row[1] for row in db.session.execute(query)}
