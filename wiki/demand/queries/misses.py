"""Reads of questions that found nothing."""

from collections.abc import Sequence

from sqlalchemy import select

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.demand.models import MissRow
from wiki.demand.types import Miss

# What was asked less often may be one person's own matter.
LEAST_SHOWN = 3


def list_misses(actor: Actor, *, limit: int = 30, at_least: int = LEAST_SHOWN) -> Sequence[Miss]:
    """Return what was asked for most and not found. Raises :class:`Denied`."""
    require(actor, "demand.read_misses")
    return most_missed(limit=limit, at_least=at_least)


def most_missed(*, limit: int, at_least: int = LEAST_SHOWN) -> Sequence[Miss]:
    """Return the same for nobody to see, to look whether it is still missing."""
    query = (
        select(MissRow)
        .where(MissRow.count >= at_least)
        .order_by(MissRow.count.desc(), MissRow.last_on.desc(), MissRow.question)
        .limit(limit)
    )
    return [
        Miss(question=row.question, count=row.count, first_on=row.first_on, last_on=row.last_on)
        for row in db.session.scalars(query)
    ]
