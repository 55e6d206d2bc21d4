"""Replications one by one and in lists: all of them narrowed and ordered, those of a practice, those of a city."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from sqlalchemy import case, func, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.core.ids import PageId
from wiki.core.paging import Page
from wiki.pages.models import RevisionRow
from wiki.replication.models import ReplicationRow
from wiki.replication.queries.selecting import SINCE, joined, narrowed, read, read_rows, replication_select
from wiki.replication.types import Chosen, Exit, Order, Replication, ReplicationId, Stage, Totals
from wiki.taxonomy.models import CityRow

ANY = Chosen()
# A picture of more is no picture; the list tells all.
MOST_DRAWN = 500
_ORDERS: Mapping[Order, tuple[Any, ...]] = {
    "newest": (SINCE.desc(), ReplicationRow.id.desc()),
    "stage": (ReplicationRow.stage.desc(), SINCE.desc(), ReplicationRow.id.desc()),
    "city": (CityRow.position, CityRow.name, ReplicationRow.stage.desc(), ReplicationRow.id),
    "practice": (func.lower(RevisionRow.title), CityRow.position, CityRow.name, ReplicationRow.id),
}


def list_replications(
    actor: Actor, chosen: Chosen = ANY, *, order: Order = "newest", number: int = 1, size: int = 50
) -> Page[Replication]:
    """Return a page of the replications the actor may know of."""
    conditions = narrowed(chosen, actor)
    total = db.session.scalar(joined(select(func.count(ReplicationRow.id)), actor).where(*conditions)) or 0
    query = replication_select(actor).where(*conditions).order_by(*_ORDERS[order])
    items = read(actor, query.limit(size).offset((number - 1) * size))
    return Page(items=items, total=total, number=number, size=size)


def first_of_lanes(actor: Actor, chosen: Chosen = ANY, *, size: int = 20) -> tuple[Replication, ...]:
    """Return the first of each stage, and of all that were left the first, by city."""
    lane = case((ReplicationRow.exit == Exit.NONE, ReplicationRow.stage), else_=None)
    place = func.row_number().over(partition_by=lane, order_by=_ORDERS["city"]).label("place")
    ranked = replication_select(actor, place).where(*narrowed(chosen, actor)).subquery()
    query = select(ranked).where(ranked.c.place <= size).order_by(ranked.c.place)
    return read_rows(actor, db.session.execute(query).all())


def get_replication(actor: Actor, replication_id: ReplicationId) -> Replication:
    """Return a replication. Raises :class:`NotFound`, also where the actor may not know of it."""
    found = read(actor, replication_select(actor).where(ReplicationRow.id == replication_id))
    if not found:
        raise NotFound
    return found[0]


def replications_of_practice(actor: Actor, page_id: PageId) -> tuple[Replication, ...]:
    """Return who takes up a practice, the furthest first."""
    query = replication_select(actor).where(ReplicationRow.page_id == page_id)
    return read(actor, query.order_by(*_ORDERS["stage"]).limit(MOST_DRAWN))


def replications_of_city(actor: Actor, city: str) -> tuple[Replication, ...]:
    """Return what a city (a slug) takes up, the furthest first."""
    query = replication_select(actor).where(CityRow.slug == city)
    return read(actor, query.order_by(*_ORDERS["stage"]).limit(MOST_DRAWN))


def walk_replications(actor: Actor, *, at_once: int = 500) -> Iterator[Replication]:
    """Yield every replication the actor may know of, in the order of their numbers."""
    last = 0
    for _ in count():
        query = replication_select(actor).where(ReplicationRow.id > last).order_by(ReplicationRow.id)
        found = read(actor, query.limit(at_once))
        yield from found
        if len(found) < at_once:
            return
        last = found[-1].id


def count_replications(actor: Actor, chosen: Chosen = ANY) -> Totals:
    """Return how many of those the actor may know of stand where."""
    columns = ReplicationRow.stage, ReplicationRow.exit, func.count(ReplicationRow.id)
    query = joined(select(*columns), actor).where(*narrowed(chosen, actor))
    by_stage, by_exit = dict.fromkeys(Stage, 0), dict.fromkeys(Exit, 0)
    for stage, left_by, number in db.session.execute(query.group_by(ReplicationRow.stage, ReplicationRow.exit)):
        by_exit[Exit(left_by)] += number
        if left_by == Exit.NONE:
            by_stage[Stage(stage)] += number
    return Totals(by_stage=by_stage, by_exit=by_exit)
