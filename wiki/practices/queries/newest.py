"""Editions beside pages: which of many pages are read as an edition, and the newest ones that everybody may read."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from wiki.accounts.types import VISITOR, Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.pages.models import PageRow
from wiki.pages.queries.visibility import shown_revision, visible_to
from wiki.practices.edition_types import EditionMark
from wiki.practices.models import EditionRow
from wiki.practices.queries.editions import mark_of, marks_select

_AT_ONCE = 500


def editions_shown(actor: Actor, page_ids: Sequence[PageId]) -> Mapping[PageId, EditionMark]:
    """Return the newest editions of those pages of which the actor reads just that, and no working copy."""
    found: dict[PageId, EditionMark] = {}
    for start in range(0, len(page_ids), _AT_ONCE):
        query = marks_select().where(
            PageRow.id.in_(page_ids[start : start + _AT_ONCE]),
            EditionRow.number == PageRow.edition,
            EditionRow.revision_id == shown_revision(actor),
            visible_to(actor),
        )
        found |= {mark.page_id: mark for mark in map(mark_of, db.session.execute(query))}
    return found


def list_public_editions(limit: int) -> tuple[tuple[str, int, datetime], ...]:
    """Return address, number and time of public practices' newest editions, the newest first; at most ``limit``."""
    query = (
        select(PageRow.slug, EditionRow.number, EditionRow.disseminated_at)
        .join(EditionRow, (EditionRow.page_id == PageRow.id) & (EditionRow.number == PageRow.edition))
        .where(visible_to(VISITOR))
        .order_by(EditionRow.disseminated_at.desc(), EditionRow.id.desc())
        .limit(limit)
    )
    return tuple((row[0], row[1], row[2]) for row in db.session.execute(query))
