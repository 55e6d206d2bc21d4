"""What of meetings shows elsewhere: on the pages of cities, themes and practices, and in the list of open actions."""

from typing import Any

from sqlalchemy import Row, Select, select, union_all
from sqlalchemy.orm import aliased

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.facts import PointKind
from wiki.meetings.types import MeetingPoint
from wiki.pages.models import LinkRow, MeetingPointRow, PageRow, RedirectRow, RevisionRow
from wiki.pages.queries.links import shown_link
from wiki.pages.queries.visibility import listed_for, shown_revision
from wiki.pages.types import Page, PageKind

_MOST_ABOUT = 500


def list_open_actions(actor: Actor, *, theme: str = "", city: str = "", limit: int) -> tuple[MeetingPoint, ...]:
    """Return the actions that are not done: what is due first comes first, what has no date last.

    ``theme`` and ``city`` are slugs of what an action is about and of its owner's city.
    """
    query = _points(actor).where(MeetingPointRow.kind == PointKind.ACTION, MeetingPointRow.is_done.is_(False))
    if theme:
        query = query.where(MeetingPointRow.theme == theme)
    if city:
        query = query.where(MeetingPointRow.city == city)
    order = MeetingPointRow.due.is_(None), MeetingPointRow.due, PageRow.id, MeetingPointRow.place
    return _found(query.order_by(*order).limit(limit))


def list_decisions(actor: Actor, theme: str, *, limit: int) -> tuple[MeetingPoint, ...]:
    """Return what was decided about a theme, the newest first."""
    query = _points(actor).where(MeetingPointRow.kind == PointKind.DECISION, MeetingPointRow.theme == theme)
    return _found(query.order_by(*_NEWEST).limit(limit))


def list_of_linking(actor: Actor, page: Page) -> tuple[MeetingPoint, ...]:
    """Return the points of the meetings that link to a page, whatever each is about; the newest meeting first."""
    named = aliased(PageRow)
    keys = union_all(
        select(named.slug).where(named.id == page.id),
        select(named.title_key).where(named.id == page.id),
        select(RedirectRow.slug).where(RedirectRow.page_id == page.id),
    )
    linking = select(LinkRow.page_id).where(LinkRow.target.in_(keys), shown_link(actor))
    return _found(_points(actor).where(PageRow.id.in_(linking)).order_by(*_NEWEST).limit(_MOST_ABOUT))


_NEWEST = (RevisionRow.starts_on.desc(), PageRow.id.desc(), MeetingPointRow.kind, MeetingPointRow.place)


def _points(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Return a select of the points in the texts of meetings that lists show the actor."""
    return (
        select(
            MeetingPointRow.kind,
            MeetingPointRow.cells,
            MeetingPointRow.due,
            PageRow.slug,
            RevisionRow.title,
            RevisionRow.language,
            RevisionRow.starts_on,
        )
        .select_from(PageRow)
        .join(RevisionRow, RevisionRow.id == shown_revision(actor))
        .join(MeetingPointRow, MeetingPointRow.revision_id == RevisionRow.id)
        .where(PageRow.kind == PageKind.MEETING, listed_for(actor))
    )


def _found(query: Select[*tuple[Any, ...]]) -> tuple[MeetingPoint, ...]:
    return tuple(map(_point, db.session.execute(query)))


def _point(row: Row[Any]) -> MeetingPoint:
    return MeetingPoint(
        kind=PointKind(row.kind),
        row=row.cells,
        due=row.due,
        slug=row.slug,
        title=row.title,
        language=row.language,
        starts_on=row.starts_on,
    )
