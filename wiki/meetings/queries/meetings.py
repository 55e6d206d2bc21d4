"""Meetings by their days."""

from datetime import date
from typing import Any

from sqlalchemy import Row, and_, func, or_

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.meetings.types import Meeting
from wiki.pages.facets import Choices
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.listing import selected
from wiki.pages.queries.reading import facts_of
from wiki.pages.queries.revisions import NO_TAGS, Tags, tags_of
from wiki.pages.types import PageKind
from wiki.taxonomy.types import Taxonomy

_last_day = func.coalesce(RevisionRow.ends_on, RevisionRow.starts_on)
_COLUMNS = (
    PageRow.id.label("page_id"),
    PageRow.slug,
    RevisionRow.id.label("revision_id"),
    RevisionRow.title,
    RevisionRow.summary,
    RevisionRow.language,
    RevisionRow.starts_on,
    RevisionRow.ends_on,
    RevisionRow.place,
    RevisionRow.facts,
    RevisionRow.template_version,
    RevisionRow.created_at,
)


def list_meetings(
    actor: Actor,
    taxonomy: Taxonomy,
    *,
    first: date | None = None,
    last: date | None = None,
    theme: str = "",
    city: str = "",
    after: tuple[date, int] | None = None,
    limit: int,
) -> tuple[Meeting, ...]:
    """Return the meetings that have a day from ``first`` to ``last``, the earliest first; one without a day is in none.

    ``after`` is the first day and the number of the meeting that the list goes on from.
    """
    query = selected(actor, _chosen(theme, city), *_COLUMNS).where(RevisionRow.starts_on.is_not(None))
    if first is not None:
        query = query.where(_last_day >= first)
    if last is not None:
        query = query.where(RevisionRow.starts_on <= last)
    if after is not None:
        day, number = after
        is_later = and_(RevisionRow.starts_on == day, PageRow.id > number)
        query = query.where(or_(RevisionRow.starts_on > day, is_later))
    rows = db.session.execute(query.order_by(RevisionRow.starts_on, PageRow.id).limit(limit)).all()
    tags = tags_of((row.revision_id for row in rows), taxonomy)
    return tuple(_meeting(row, tags.get(row.revision_id, NO_TAGS)) for row in rows)


def list_coming(actor: Actor, choices: Choices, today: date, *, limit: int) -> tuple[PageId, ...]:
    """Return those of the meetings that the choices leave which are not over, the next one first."""
    query = selected(actor, {**choices, "kind": (PageKind.MEETING,)}, PageRow.id).where(_last_day >= today)
    return tuple(map(PageId, db.session.scalars(query.order_by(RevisionRow.starts_on, PageRow.id).limit(limit))))


def _chosen(theme: str, city: str) -> Choices:
    tagged: Choices = {"theme": (theme,) if theme else (), "city": (city,) if city else ()}
    return {**tagged, "kind": (PageKind.MEETING,)}


def _meeting(row: Row[Any], tags: Tags) -> Meeting:
    return Meeting(
        page_id=PageId(row.page_id),
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        language=row.language,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        place=row.place,
        themes=tags.themes,
        cities=tags.cities,
        facts=facts_of(row),
        updated_at=row.created_at,
    )
