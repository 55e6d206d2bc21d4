"""A replication that nobody else changes until the transaction ends, its log, and what follows a change."""

from wiki.accounts.types import Actor
from wiki.core.changes import record_change
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Denied
from wiki.replication.models import MoveRow, ReplicationRow
from wiki.replication.queries import get_replication
from wiki.replication.rules import may_edit
from wiki.replication.service.returning import keep_replicated
from wiki.replication.types import Exit, MoveDraft, Replication, ReplicationId


def hold_replication(actor: Actor, replication_id: ReplicationId) -> tuple[ReplicationRow, Replication]:
    """Return a replication that the actor may edit, held, and as they read it.

    Raises :class:`Denied`, :class:`NotFound`.
    """
    db.session.get(ReplicationRow, replication_id, with_for_update=True)
    stands = get_replication(actor, replication_id)
    if not may_edit(actor, stands.city):
        raise Denied("replication.edit")
    return db.session.get_one(ReplicationRow, replication_id), stands


def log_move(actor: Actor, row: ReplicationRow, draft: MoveDraft, *, is_first: bool = False) -> None:
    """Add an entry to the log, and let the replication stand where it leads."""
    db.session.add(
        MoveRow(
            replication_id=row.id,
            from_stage=None if is_first else row.stage,
            from_exit=None if is_first else row.exit,
            to_stage=draft.stage,
            to_exit=draft.exit,
            happened_on=draft.happened_on,
            evidence=draft.evidence,
            link=draft.link,
            note=draft.note,
            at=now(),
            actor_id=actor.user_id,
            actor=actor.label,
        )
    )
    row.stage, row.exit = draft.stage, draft.exit
    row.reason = "" if draft.exit is Exit.NONE else draft.note


def note_change(row: ReplicationRow) -> None:
    """Count the change, and let the index read the practice anew: it is found by who took it up, why others left."""
    row.updated_at = now()
    row.version += 1
    db.session.flush()
    keep_replicated(row.page_id)
    record_change(row.page_id, ("index",))
