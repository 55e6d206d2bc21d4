"""The logs of replications: of one, and the newest or all of those the actor may know of."""

from typing import Any

from sqlalchemy import Row, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.replication.models import MoveRow, ReplicationRow
from wiki.replication.queries.lists import ANY
from wiki.replication.queries.selecting import narrowed, read_rows, replication_select
from wiki.replication.types import Chosen, Exit, Move, Replication, ReplicationId, ReplicationNews, Stage

_COLUMNS = tuple(MoveRow.__table__.c)


def list_moves(replication: Replication) -> tuple[Move, ...]:
    """Return the log of a replication, as far as its reader reads it, the oldest first."""
    query = select(*_named()).where(MoveRow.replication_id == replication.id).order_by(MoveRow.id)
    return tuple(_move(row, is_whole=replication.is_whole) for row in db.session.execute(query))


def list_news(actor: Actor, chosen: Chosen = ANY, *, limit: int = 50) -> tuple[ReplicationNews, ...]:
    """Return what moved last, the newest first, each with its replication as it stands now."""
    query = (
        replication_select(actor, *_named())
        .join(MoveRow, MoveRow.replication_id == ReplicationRow.id)
        .where(*narrowed(chosen, actor))
        .order_by(MoveRow.at.desc(), MoveRow.id.desc())
        .limit(limit)
    )
    rows = db.session.execute(query).all()
    return tuple(
        ReplicationNews(move=_move(row, is_whole=replication.is_whole), replication=replication)
        for row, replication in zip(rows, read_rows(actor, rows), strict=True)
    )


def _named() -> tuple[Any, ...]:
    """The log's columns under names that those of a replication do not have."""
    return tuple(column.label(f"move_{column.name}") for column in _COLUMNS)


def _move(row: Row[Any], *, is_whole: bool) -> Move:
    is_exit = row.move_to_exit != Exit.NONE
    return Move(
        id=row.move_id,
        replication=ReplicationId(row.move_replication_id),
        from_stage=None if row.move_from_stage is None else Stage(row.move_from_stage),
        from_exit=None if row.move_from_exit is None else Exit(row.move_from_exit),
        to_stage=Stage(row.move_to_stage),
        to_exit=Exit(row.move_to_exit),
        happened_on=row.move_happened_on,
        evidence=row.move_evidence,
        link=row.move_link,
        note=row.move_note if is_whole or is_exit else "",
        at=row.move_at,
        actor=row.move_actor if is_whole else "",
    )
