"""Practices and replications by theme and city, counted and listed by one and the same condition."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Subquery, func, select
from sqlalchemy.orm import InstrumentedAttribute

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.paging import Page
from wiki.monitoring.coverage import NONE, Asked, Coverage, Covered, Place, State, What, state_of
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.progress import fresh_since
from wiki.monitoring.queries.subjects import card_in, subjects_listed_to
from wiki.monitoring.types import FigureKind
from wiki.pages.models import PageRow
from wiki.replication.models import ReplicationRow

_ALL = Asked()


def count_coverage(actor: Actor, asked: Asked = _ALL) -> Mapping[Place, Coverage]:
    """Return how many there are for each first theme and city that has any, and how it stands with their results."""
    of = _subjects(actor)
    stale = of.c.more < fresh_since(now().date())
    query = select(
        *(of.c.theme, of.c.city, func.count(of.c.page_id), func.count(of.c.replication_id)),
        *(func.count(of.c.more), func.count().filter(stale)),
    )
    rows = db.session.execute(query.where(*_narrowed(of, asked)).group_by(of.c.theme, of.c.city))
    return {
        (theme, city): Coverage(practices=practices, replications=replications, measured=measured, stale=outdated)
        for theme, city, practices, replications, measured, outdated in rows
    }


def list_coverage(actor: Actor, asked: Asked = _ALL, *, number: int = 1, size: int = 50) -> Page[Covered]:
    """Return a page of those that are asked for, by title; the replications of a practice behind it, by city."""
    of = _subjects(actor)
    conditions = _narrowed(of, asked)
    total = db.session.scalar(select(func.count()).select_from(of).where(*conditions)) or 0
    order = (func.lower(of.c.practice), of.c.slug, func.coalesce(of.c.replication_id, 0) > 0, of.c.city)
    query = select(of).where(*conditions).order_by(*order, of.c.replication_id)
    since = fresh_since(now().date())
    items = [
        Covered(card=card_in(row, actor), until=row.more, state=state_of(row.more, measured_since=since))
        for row in db.session.execute(query.limit(size).offset((number - 1) * size))
    ]
    return Page(items=items, total=total, number=number, size=size)


def _subjects(actor: Actor) -> Subquery:
    """Return all that lists show to the actor, with the day until which each was measured."""
    of_page = _measured_until(SeriesRow.page_id, PageRow.id)
    return subjects_listed_to(
        actor, of_page=of_page, of_replication=_measured_until(SeriesRow.replication_id, ReplicationRow.id)
    )


def _measured_until(subject: InstrumentedAttribute[int | None], own: InstrumentedAttribute[int]) -> ScalarSelect[Any]:
    value = SeriesValueRow
    # The index leads to the last of each series: reading all values takes twice as long.
    last = select(value.ends_on).where(
        value.series_id == SeriesRow.id, value.stands.is_(True), value.kind == FigureKind.MEASURED
    )
    last_of_series = last.order_by(value.ends_on.desc()).limit(1).correlate(SeriesRow).scalar_subquery()
    return select(func.max(last_of_series)).where(subject == own).correlate(own.class_).scalar_subquery()


def _narrowed(of: Subquery, asked: Asked) -> Sequence[ColumnElement[bool]]:
    tags = ((of.c.theme, asked.theme), (of.c.city, asked.city))
    conditions = [column.is_(None) if slug == NONE else column == slug for column, slug in tags if slug]
    if asked.what is not None:
        conditions.append((of.c.page_id if asked.what is What.PRACTICES else of.c.replication_id).is_not(None))
    if asked.state is State.MISSING:
        conditions.append(of.c.more.is_(None))
    elif asked.state is State.MEASURED:
        conditions.append(of.c.more.is_not(None))
    elif asked.state is State.STALE:
        conditions.append(of.c.more < fresh_since(now().date()))
    return conditions
