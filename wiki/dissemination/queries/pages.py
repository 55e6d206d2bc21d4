"""Pages as an export lists them: their standing, their former addresses, and what happened besides saves."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import aliased

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId, RevisionId
from wiki.dissemination.archive.types import EventRecord, PageRecord, RedirectRecord
from wiki.pages.models import EventRow, PageRow, RedirectRow, RevisionRow
from wiki.pages.queries.visibility import (
    event_visible_to,
    redirect_listed_to,
    revision_visible_to,
    shown_revision,
    visible_to,
)
from wiki.pages.types import SAVES, EventAction, PageKind

_AT_ONCE = 200


@dataclass(frozen=True, kw_only=True)
class ListedPage:
    """A page and the texts that stand for it: what the actor reads, and what visitors read where that differs."""

    id: PageId
    record: PageRecord
    shown: RevisionId
    published: RevisionId | None


def listed_pages(actor: Actor) -> Iterator[ListedPage]:
    """Yield every page the actor may see, the oldest first; some hundred are in memory at once."""
    last = 0
    while rows := db.session.execute(_query(actor).where(PageRow.id > last).limit(_AT_ONCE)).all():
        last = rows[-1].id
        ids = [row.id for row in rows]
        redirects, events = _redirects(actor, ids), _events(actor, ids)
        yield from (_listed(row, redirects[row.id], events[row.id]) for row in rows)


def _query(actor: Actor) -> Any:
    shown, published = aliased(RevisionRow), aliased(RevisionRow)
    return (
        select(
            PageRow.id,
            PageRow.slug,
            PageRow.kind,
            PageRow.created_at,
            PageRow.archived_at,
            shown.id.label("shown_id"),
            shown.number.label("shown_number"),
            published.id.label("published_id"),
            published.number.label("published_number"),
        )
        .join(shown, shown.id == shown_revision(actor))
        .outerjoin(published, published.id == PageRow.published_revision_id)
        .where(visible_to(actor))
        .order_by(PageRow.id)
    )


def _listed(row: Row[Any], redirects: Sequence[RedirectRecord], events: Sequence[EventRecord]) -> ListedPage:
    differs = row.published_id not in {None, row.shown_id}
    return ListedPage(
        id=PageId(row.id),
        record=PageRecord(
            slug=row.slug,
            kind=PageKind(row.kind),
            created_at=row.created_at,
            archived_at=row.archived_at,
            current=row.shown_number,
            published=row.published_number,
            redirects=tuple(redirects),
            events=tuple(events),
        ),
        shown=RevisionId(row.shown_id),
        published=RevisionId(row.published_id) if differs else None,
    )


def _redirects(actor: Actor, page_ids: Sequence[int]) -> dict[int, list[RedirectRecord]]:
    found: dict[int, list[RedirectRecord]] = defaultdict(list)
    query = select(RedirectRow).where(RedirectRow.page_id.in_(page_ids), redirect_listed_to(actor))
    for row in db.session.scalars(query.order_by(RedirectRow.created_at, RedirectRow.slug)):
        found[row.page_id].append(RedirectRecord(slug=row.slug, created_at=row.created_at))
    return found


def _events(actor: Actor, page_ids: Sequence[int]) -> dict[int, list[EventRecord]]:
    told = and_(RevisionRow.id == EventRow.revision_id, revision_visible_to(actor))
    query = select(EventRow, RevisionRow.number).outerjoin(RevisionRow, told)
    visible = query.where(EventRow.page_id.in_(page_ids), event_visible_to(actor))
    found: dict[int, list[EventRecord]] = defaultdict(list)
    after: dict[int, int] = defaultdict(int)
    for row, number in db.session.execute(visible.order_by(EventRow.id)):
        after[row.page_id] = max(after[row.page_id], number or 0)
        if row.action not in SAVES:
            found[row.page_id].append(_event(row, number, after[row.page_id]))
    return found


def _event(row: EventRow, number: int | None, after: int) -> EventRecord:
    return EventRecord(
        action=EventAction(row.action),
        at=row.at,
        by=row.actor,
        public=row.public,
        comment=row.comment,
        minor=row.minor,
        detail=row.detail,
        revision=number,
        after=after,
    )
