"""An interest that nobody else changes until the transaction ends, and its log."""

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.exchange.models import InterestRow, InterestStepRow
from wiki.exchange.queries import get_interest
from wiki.exchange.types import Interest, InterestId, InterestStepKind


def hold_interest(actor: Actor, interest_id: InterestId) -> tuple[InterestRow, Interest]:
    """Return an interest that the actor reads, held, and as they read it. Raises :class:`NotFound`."""
    db.session.get(InterestRow, interest_id, with_for_update=True)
    stands = get_interest(actor, interest_id)
    return db.session.get_one(InterestRow, interest_id), stands


def log_step(actor: Actor, row: InterestRow, kind: InterestStepKind, comment: str) -> None:
    """Add an entry to an interest's log."""
    db.session.add(
        InterestStepRow(
            interest_id=row.id, kind=kind, at=now(), actor_id=actor.user_id, actor=actor.label, comment=comment
        )
    )
    db.session.flush()
