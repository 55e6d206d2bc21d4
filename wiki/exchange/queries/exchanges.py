"""Exchanges one by one and in lists: all of them narrowed, those of a practice, a replication and a city."""

from collections.abc import Iterator
from itertools import count

from sqlalchemy import func, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.core.ids import PageId
from wiki.core.paging import Page
from wiki.exchange.models import ExchangeRow
from wiki.exchange.queries.selecting import exchange_select, joined, narrowed, read
from wiki.exchange.types import Chosen, Exchange, ExchangeId
from wiki.replication.types import ReplicationId

ANY = Chosen()
# On the page of something else; the list tells all.
MOST_TOLD = 200
_NEWEST = (ExchangeRow.starts_on.desc(), ExchangeRow.id.desc())


def list_exchanges(actor: Actor, chosen: Chosen = ANY, *, number: int = 1, size: int = 50) -> Page[Exchange]:
    """Return a page of the exchanges the actor may know of, those that began last first."""
    conditions = narrowed(chosen, actor)
    total = db.session.scalar(joined(select(func.count(ExchangeRow.id)), actor).where(*conditions)) or 0
    query = exchange_select(actor).where(*conditions).order_by(*_NEWEST)
    items = read(actor, query.limit(size).offset((number - 1) * size))
    return Page(items=items, total=total, number=number, size=size)


def get_exchange(actor: Actor, exchange_id: ExchangeId) -> Exchange:
    """Return an exchange. Raises :class:`NotFound`, also where the actor may not know of it."""
    found = read(actor, exchange_select(actor).where(ExchangeRow.id == exchange_id))
    if not found:
        raise NotFound
    return found[0]


def exchanges_of_practice(actor: Actor, page_id: PageId) -> tuple[Exchange, ...]:
    """Return what cities did to learn of a practice, the newest first."""
    query = exchange_select(actor).where(ExchangeRow.page_id == page_id)
    return read(actor, query.order_by(*_NEWEST).limit(MOST_TOLD))


def exchanges_of_replication(actor: Actor, replication_id: ReplicationId) -> tuple[Exchange, ...]:
    """Return the exchanges that belong to a replication, the newest first."""
    query = exchange_select(actor).where(ExchangeRow.replication_id == replication_id)
    return read(actor, query.order_by(*_NEWEST).limit(MOST_TOLD))


def exchanges_of_city(actor: Actor, city: str, *, limit: int = MOST_TOLD) -> tuple[Exchange, ...]:
    """Return the exchanges a city (a slug) takes part in, the newest first."""
    query = exchange_select(actor).where(*narrowed(Chosen(city=city), actor))
    return read(actor, query.order_by(*_NEWEST).limit(limit))


def list_newly_logged(actor: Actor, chosen: Chosen = ANY, *, limit: int = 50) -> tuple[Exchange, ...]:
    """Return what was logged last, the newest first."""
    query = exchange_select(actor).where(*narrowed(chosen, actor))
    return read(actor, query.order_by(ExchangeRow.created_at.desc(), ExchangeRow.id.desc()).limit(limit))


def walk_exchanges(actor: Actor, chosen: Chosen = ANY, *, at_once: int = 500) -> Iterator[Exchange]:
    """Yield every exchange that is chosen and the actor may know of, in the order of their numbers."""
    last = 0
    for _ in count():
        query = exchange_select(actor).where(ExchangeRow.id > last, *narrowed(chosen, actor))
        found = read(actor, query.order_by(ExchangeRow.id).limit(at_once))
        yield from found
        if len(found) < at_once:
            return
        last = found[-1].id
