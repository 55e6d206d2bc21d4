"""What happened: recent changes, a person's contributions, a page's log. Paged by key, never by offset."""

from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache, partial
from typing import Any

from sqlalchemy import BindParameter, Row, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from wiki.accounts.types import Actor
from wiki.core.db import UtcDateTime, db
from wiki.core.ids import EventId, PageId, UserId
from wiki.pages.models import EventRow, PageRow, RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.queries.visibility import event_visible_to, revision_visible_to, shown_revision, typical, visible_to
from wiki.pages.types import SAVES, Event, EventAction, PageKind
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
    hide_saves: bool = False


_TAGS = frozenset({"theme", "city"})
_TAGGED: dict[str, Select[int]] = {
    "theme": select(RevisionTheme.revision_id)
    .join(ThemeRow, ThemeRow.id == RevisionTheme.theme_id)
    .where(ThemeRow.slug == bindparam("theme")),
    "city": select(RevisionCity.revision_id)
    .join(CityRow, CityRow.id == RevisionCity.city_id)
    .where(CityRow.slug == bindparam("city")),
}
# Among so many a theme or city that is worth the haste has enough.
_RECENT = 1_000
Cursor = tuple[datetime, int]


def list_events(
    actor: Actor, chosen: EventFilter, *, before: Cursor | None = None, limit: int = 50
) -> tuple[Event, ...]:
    """Return events the actor may know of, newest first, older than the cursor ``(at, id)``."""
    values = {field.name: getattr(chosen, field.name) for field in fields(chosen)}
    given = frozenset(name for name, value in values.items() if value not in {"", None, False})
    values |= {"lowered": chosen.author.lower(), "most": limit, "recent": _RECENT}
    if before is not None:
        values |= {"before_at": before[0], "before_id": before[1]}
    statement = partial(_events, typical(actor), given, paged=before is not None)
    if given & _TAGS:
        # A theme may have most of the pages: then the newest events hold enough of its own.
        found = db.session.execute(statement(recent=True), values).all()
        if len(found) == limit:
            return tuple(map(_event, found))
    return tuple(map(_event, db.session.execute(statement(recent=False), values)))


@cache
def _events(reader: Actor, given: frozenset[str], *, paged: bool, recent: bool) -> Select[*tuple[Any, ...]]:
    """Return the statement for a filter of which some fields are given; their values come as its parameters.

    A ``recent`` one looks at the newest events alone, each by itself.
    """
    query = _narrow(_visible_events(reader), given, reader, one_by_one=recent)
    at: BindParameter[datetime] = bindparam("before_at", type_=UtcDateTime)
    number: BindParameter[int] = bindparam("before_id")
    newest = select(EventRow.at).order_by(EventRow.at.desc()).offset(bindparam("recent")).limit(1)
    if paged:
        query = query.where(or_(EventRow.at < at, and_(EventRow.at == at, EventRow.id < number)))
        newest = newest.where(EventRow.at <= at)
    if recent:
        query = query.where(EventRow.at >= newest.correlate(None).scalar_subquery())
    return query.order_by(EventRow.at.desc(), EventRow.id.desc()).limit(bindparam("most"))


def _visible_events(actor: Actor) -> Select[*tuple[Any, ...]]:
    shown, told = aliased(RevisionRow), aliased(RevisionRow)
    page = PageRow.slug, PageRow.kind, PageRow.edition
    before = (
        select(func.max(RevisionRow.number))
        .where(RevisionRow.page_id == PageRow.id, RevisionRow.number < told.number, revision_visible_to(actor))
        .correlate(PageRow, told)
        .scalar_subquery()
    )
    return (
        select(EventRow, *page, shown.title, shown.language, told.number, before.label("before"))
        .join(PageRow, PageRow.id == EventRow.page_id)
        .outerjoin(told, told.id == EventRow.revision_id)
        .outerjoin(shown, shown.id == shown_revision(actor))
        .where(visible_to(actor), event_visible_to(actor))
    )


def _narrow(
    query: Select[*tuple[Any, ...]], given: frozenset[str], actor: Actor, *, one_by_one: bool
) -> Select[*tuple[Any, ...]]:
    for name in given & _TAGS:
        tagged = _TAGGED[name]
        shown = shown_revision(actor)
        revision = tagged.selected_columns[0]
        query = query.where(tagged.where(revision == shown).exists() if one_by_one else shown.in_(tagged))
    if "kind" in given:
        query = query.where(PageRow.kind == bindparam("kind"))
    if "author" in given:
        # SQLite lowers Latin letters only; a name as history shows it is found in every script.
        same = or_(EventRow.actor == bindparam("author"), func.lower(EventRow.actor) == bindparam("lowered"))
        query = query.where(same)
    if "user_id" in given:
        query = query.where(EventRow.actor_id == bindparam("user_id"))
    if "page_id" in given:
        query = query.where(EventRow.page_id == bindparam("page_id"))
    if "hide_minor" in given:
        query = query.where(EventRow.minor.is_(False))
    if "hide_saves" in given:
        query = query.where(EventRow.action.not_in(SAVES))
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
        edition=_edition(row),
    )


def _edition(row: Row[Any]) -> int | None:
    told = row.EventRow.detail if row.EventRow.action == EventAction.DISSEMINATED else ""
    return int(told) if told.isdecimal() and 0 < int(told) <= (row.edition or 0) else None


def newest_event() -> int:
    """Return the number of the newest event of any page; while it stays, no page has changed."""
    return db.session.scalar(select(func.max(EventRow.id))) or 0
