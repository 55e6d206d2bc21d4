"""Walking all pages in the order they changed, a piece at a time, while they go on changing."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.files.models import FileRow
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.listing import CARD_COLUMNS, Selection, cards_of, selected
from wiki.pages.queries.visibility import reads_drafts
from wiki.pages.types import PageCard
from wiki.taxonomy.types import Taxonomy

Place = tuple[datetime, int]


def walk_pages(
    actor: Actor,
    selection: Selection,
    taxonomy: Taxonomy,
    *,
    since: datetime | None = None,
    after: Place | None = None,
    limit: int = 20,
) -> tuple[tuple[PageCard, datetime], ...]:
    """Return pages and when their reader could first read them as they are, the oldest change first.

    A page that changes during the walk moves to its end, so that none is missed; ``after`` is the time and number
    of the last one seen.
    """
    changed = _changed(actor)
    query = selected(actor, selection, *CARD_COLUMNS, changed.label("changed_at"))
    if since is not None:
        query = query.where(changed >= since)
    if after is not None:
        query = query.where(or_(changed > after[0], and_(changed == after[0], PageRow.id > after[1])))
    with_picture = query.outerjoin(FileRow, FileRow.id == RevisionRow.lead_file_id)
    rows = db.session.execute(with_picture.order_by(changed, PageRow.id).limit(limit)).all()
    return tuple(zip(cards_of(rows, taxonomy), (row.changed_at for row in rows), strict=True))


def _changed(actor: Actor) -> InstrumentedAttribute[Any]:
    # A draft may wait for weeks: to visitors it is new on the day it is published.
    return RevisionRow.created_at if reads_drafts(actor) else RevisionRow.published_at
