"""What a reviewer saw last, and what changed since."""

from collections.abc import Sequence

from sqlalchemy import select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.pages.models import RevisionRow
from wiki.pages.queries.reading import get_content
from wiki.pages.types import Page
from wiki.practices.contents import differences
from wiki.practices.models import LookRow
from wiki.practices.types import SinceLook


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


def since_look(actor: Actor, page: Page) -> SinceLook | None:
    """Return what changed since the actor looked; None when nothing did, or they never looked.

    Raises :class:`NotFound` for who may not read the working copy.
    """
    seen = seen_by(actor, [page.id]).get(page.id)
    if seen is None or seen == page.current_number:
        return None
    old, new = (get_content(actor, page, number) for number in (seen, page.current_number))
    return SinceLook(seen=seen, current=page.current_number, differences=differences(old, new))
