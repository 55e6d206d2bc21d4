"""What happened: recent changes, a person's contributions, a page's log. Paged by key, never by offset."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import EventId, PageId, UserId
from wiki.pages.models import EventRow, PageRow, RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.queries.visibility import event_visible_to, revision_visible_to, shown_revision, visible_to
from wiki.pages.types import Event, EventAction, PageKind
from wiki.taxonomy.models import CityRow, ThemeRow


@dataclass(frozen=True, kw_only=True)
class EventFilter:
    """Which events: ``author`` is the name in history, ``user_id`` an account; empty means all."""

    theme: str = ""
    city: str = ""
    kind: str = ""
    author: str = ""
    user_id: UserId | None = None
    page_id: PageId | None = None
    hide_minor: bool = False
    only_page_moves: bool = False


Cursor = tuple[datetime, int]
_MOVES = (
    EventAction.PUBLISHED,
    EventAction.RENAMED,
    EventAction.ARCHIVED,
    EventAction.RESTORED,
    EventAction.KIND_CHANGED,
)


def list_events(
    actor: Actor, chosen: EventFilter, *, before: Cursor | None = None, limit: int = 50
) -> tuple[Event, ...]:
    """Return events the actor may know of, newest first, older than the cursor ``(at, id)``."""
    query = _narrow(_visible_events(actor), chosen, actor)
    if before is not None:
        query = query.where(or_(EventRow.at < before[0], and_(EventRow.at == before[0], EventRow.id < before[1])))
    rows = db.session.execute(query.order_by(EventRow.at.desc(), EventRow.id.desc()).limit(limit))
    return tuple(map(_event, rows))


def _visible_events(actor: Actor) -> Select[*tuple[Any, ...]]:
    shown, told = aliased(RevisionRow), aliased(RevisionRow)
    before = (
        select(func.max(RevisionRow.number))
        .where(RevisionRow.page_id == PageRow.id, RevisionRow.number < told.number, revision_visible_to(actor))
        .correlate(PageRow, told)
        .scalar_subquery()
    )
    return (
        select(EventRow, PageRow.slug, PageRow.kind, shown.title, shown.language, told.number, before.label("before"))
        .join(PageRow, PageRow.id == EventRow.page_id)
        .outerjoin(told, told.id == EventRow.revision_id)
        .outerjoin(shown, shown.id == shown_revision(actor))
        .where(visible_to(actor), event_visible_to(actor))
    )


def _narrow(query: Select[*tuple[Any, ...]], chosen: EventFilter, actor: Actor) -> Select[*tuple[Any, ...]]:
    if chosen.theme:
        tagged = select(RevisionTheme.revision_id).join(ThemeRow, ThemeRow.id == RevisionTheme.theme_id)
        query = query.where(shown_revision(actor).in_(tagged.where(ThemeRow.slug == chosen.theme)))
    if chosen.city:
        tagged = select(RevisionCity.revision_id).join(CityRow, CityRow.id == RevisionCity.city_id)
        query = query.where(shown_revision(actor).in_(tagged.where(CityRow.slug == chosen.city)))
    if chosen.kind:
        query = query.where(PageRow.kind == chosen.kind)
    if chosen.author:
        # SQLite lowers Latin letters only; a name as history shows it is found in every script.
        same = or_(EventRow.actor == chosen.author, func.lower(EventRow.actor) == chosen.author.lower())
        query = query.where(same)
    if chosen.user_id is not None:
        query = query.where(EventRow.actor_id == chosen.user_id)
    if chosen.page_id is not None:
        query = query.where(EventRow.page_id == chosen.page_id)
    if chosen.hide_minor:
        query = query.where(EventRow.minor.is_(False))
    if chosen.only_page_moves:
        query = query.where(EventRow.action.in_(_MOVES))
    return query


def _event(row: Row[Any]) -> Event:
    event = row.EventRow
    return Event(
        id=EventId(event.id),
        at=event.at,
        action=EventAction(event.action),
        page_slug=row.slug,
        kind=PageKind(row.kind),
        title=row.title or row.slug,
        language=row.language or "",
        revision_number=row.number,
        previous_number=row.before,
        author_id=UserId(event.actor_id) if event.actor_id else None,
        author=event.actor,
        comment=event.comment,
        minor=event.minor,
        public=event.public,
        size_change=event.size_change,
        detail=event.detail,
    )


def page_authors(actor: Actor, page_id: PageId, limit: int = 20) -> Sequence[str]:
    """Return who wrote a page, most revisions first."""
    from_events = _narrow(_visible_events(actor), EventFilter(page_id=page_id), actor).subquery()
    query = select(from_events.c.actor).group_by(from_events.c.actor).order_by(func.count().desc())
    return tuple(db.session.scalars(query.limit(limit)))
