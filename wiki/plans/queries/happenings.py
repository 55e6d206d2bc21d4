"""What happened to plans, for a feed: all of it to who reads them, to others that one was agreed to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from wiki.accounts.permissions import can
from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.plans.models import PlanRevisionRow, PlanStepRow, TakeOverRow
from wiki.plans.types import StepKind
from wiki.replication.models import ReplicationRow
from wiki.replication.queries.selecting import read_rows, replication_select
from wiki.replication.types import Replication


class Happened(StrEnum):
    WRITTEN = "written"
    SUBMITTED = "submitted"
    AGREED = "agreed"
    RETURNED = "returned"
    DECIDED = "decided"
    """A city decided what it takes over of an edition."""


@dataclass(frozen=True, kw_only=True)
class Happening:
    """``id`` names it among those of its kind; ``number`` is the plan's revision, or of a decision the edition."""

    id: int
    what: Happened
    replication: Replication
    number: int
    at: datetime
    actor: str
    comment: str


def list_happenings(actor: Actor, *, limit: int = 50) -> tuple[Happening, ...]:
    """Return what happened last, the newest first."""
    reads = can(actor, "replication.read_drafts")
    steps = PlanStepRow.kind.in_(tuple(StepKind) if reads else (StepKind.AGREED,))
    found = [*_of(actor, PlanStepRow, limit, steps)]
    if reads:
        found += [*_of(actor, PlanRevisionRow, limit), *_of(actor, TakeOverRow, limit)]
    return tuple(sorted(found, key=lambda each: each.at, reverse=True)[:limit])


def _of(actor: Actor, table: Any, limit: int, *conditions: Any) -> Iterator[Happening]:
    columns = (column.label(f"own_{column.name}") for column in table.__table__.c)
    query = replication_select(actor, *columns).join(table, table.replication_id == ReplicationRow.id)
    query = query.where(*conditions).order_by(table.at.desc(), table.id.desc()).limit(limit)
    rows = db.session.execute(query).all()
    for row, replication in zip(rows, read_rows(actor, rows), strict=True):
        yield _happening(table, row, replication)


def _happening(table: Any, row: Any, replication: Replication) -> Happening:
    who = row.own_author if table is PlanRevisionRow else row.own_actor
    is_decision = table is TakeOverRow
    return Happening(
        id=row.own_id,
        what=Happened(row.own_kind) if table is PlanStepRow else Happened.DECIDED if is_decision else Happened.WRITTEN,
        replication=replication,
        number=row.own_edition if is_decision else row.own_number,
        at=row.own_at,
        actor=who if replication.is_whole else "",
        comment="" if is_decision or not replication.is_whole else row.own_comment,
    )
