"""The log of experiences: of one replication, and the newest of those the actor may know of."""

from typing import Any

from sqlalchemy import Row, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.experience.models import ExperienceEventRow
from wiki.experience.types import ExperienceAction, ExperienceEvent, ExperienceKind, ExperienceNews
from wiki.replication.models import ReplicationRow
from wiki.replication.queries.selecting import read_rows, replication_select
from wiki.replication.types import Replication, ReplicationId

_COLUMNS = tuple(column.label(f"event_{column.name}") for column in ExperienceEventRow.__table__.c)


def list_events(replication: Replication) -> tuple[ExperienceEvent, ...]:
    """Return what was done to a replication's experiences, the oldest first; nothing for who reads its summary."""
    if not replication.is_whole:
        return ()
    query = select(*_COLUMNS).where(ExperienceEventRow.replication_id == replication.id)
    return tuple(_event(row, is_whole=True) for row in db.session.execute(query.order_by(ExperienceEventRow.id)))


def list_news(actor: Actor, *, limit: int = 50) -> tuple[ExperienceNews, ...]:
    """Return what was done last to experiences that still stand, the newest first."""
    query = (
        replication_select(actor, *_COLUMNS)
        .join(ExperienceEventRow, ExperienceEventRow.replication_id == ReplicationRow.id)
        .where(ExperienceEventRow.experience_id.is_not(None))
        .order_by(ExperienceEventRow.at.desc(), ExperienceEventRow.id.desc())
        .limit(limit)
    )
    rows = db.session.execute(query).all()
    return tuple(
        ExperienceNews(event=_event(row, is_whole=replication.is_whole), replication=replication)
        for row, replication in zip(rows, read_rows(actor, rows), strict=True)
    )


def _event(row: Row[Any], *, is_whole: bool) -> ExperienceEvent:
    return ExperienceEvent(
        id=row.event_id,
        replication=ReplicationId(row.event_replication_id),
        kind=ExperienceKind(row.event_kind),
        action=ExperienceAction(row.event_action),
        text=row.event_text,
        at=row.event_at,
        actor=row.event_actor if is_whole else "",
    )
