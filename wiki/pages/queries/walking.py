"""Walking all pages in the order they changed, a piece at a time, while they go on changing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import or_
from sqlalchemy.orm import InstrumentedAttribute

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import RevisionId
from wiki.files.models import FileRow
from wiki.pages.facets import Choices
from wiki.pages.models import RevisionRow
from wiki.pages.queries.listing import CARD_COLUMNS, cards_of, selected
from wiki.pages.queries.visibility import reads_drafts
from wiki.pages.types import PageCard
from wiki.taxonomy.types import Taxonomy

Place = tuple[datetime, int]
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A page on the way: the revision its reader sees, and when they could first read it."""

    card: PageCard
    revision_id: RevisionId
    changed_at: datetime


def walk_pages(
    actor: Actor,
    choices: Choices,
    taxonomy: Taxonomy,
    *,
    since: datetime | None = None,
    after: Place | None = None,
    limit: int = 20,
    among: Collection[int] | None = None,
) -> tuple[Step, ...]:
    """Return pages, the oldest change first.

    A page that changes during the walk moves to its end, so that none is missed; ``after`` is the time and the
    revision of the last one seen. ``among`` as in :func:`wiki.pages.queries.listing.selected`.
    """
    changed = _changed(actor)
    query = selected(actor, choices, *CARD_COLUMNS, changed.label("changed_at"), among=among)
    # With a place to begin at, databases walk along the index and stop; without one they would sort all pages.
    query = query.where(changed >= max(since or _BEGINNING, after[0] if after else _BEGINNING))
    if after is not None:
        query = query.where(or_(changed > after[0], RevisionRow.id > after[1]))
    with_picture = query.outerjoin(FileRow, FileRow.id == RevisionRow.lead_file_id)
    rows = db.session.execute(with_picture.order_by(changed, RevisionRow.id).limit(limit)).all()
    return tuple(
        Step(card=card, revision_id=RevisionId(row.revision_id), changed_at=row.changed_at)
        for card, row in zip(cards_of(rows, taxonomy), rows, strict=True)
    )


def _changed(actor: Actor) -> InstrumentedAttribute[Any]:
    # A draft may wait for weeks: to visitors it is new on the day it is published.
    return RevisionRow.created_at if reads_drafts(actor) else RevisionRow.published_at
