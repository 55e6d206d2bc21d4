"""A replication moves: forward, back, out, or on again."""

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.replication.rules import move_errors
from wiki.replication.service.details import refuse
from wiki.replication.service.holding import hold_replication, log_move, note_change
from wiki.replication.types import MoveDraft, Outcome, Outdated, ReplicationId, Saved


def move_replication(actor: Actor, replication_id: ReplicationId, draft: MoveDraft, *, seen: int) -> Outcome:
    """Record a move; ``seen`` is the version its mover saw.

    Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`.
    """
    row, stands = hold_replication(actor, replication_id)
    if row.version != seen:
        return Outdated(theirs=stands)
    today = now().date()
    refuse(move_errors(draft, stage=stands.stage, left_by=stands.exit, since=stands.since, today=today))
    log_move(actor, row, draft)
    note_change(row)
    return Saved(replication=replication_id)
