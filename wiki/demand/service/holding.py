"""A request that nobody else changes until the transaction ends, and its log."""

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.demand.models import RequestRow, RequestStepRow
from wiki.demand.types import RequestId, RequestStepKind


def hold_request(request_id: RequestId) -> RequestRow:
    """Return a request, held. Raises :class:`NotFound`."""
    row = db.session.get(RequestRow, request_id, with_for_update=True)
    if row is None:
        raise NotFound
    return row


def log_step(actor: Actor, row: RequestRow, kind: RequestStepKind, comment: str) -> None:
    """Add an entry to a request's log."""
    db.session.add(
        RequestStepRow(
            request_id=row.id, kind=kind, at=now(), actor_id=actor.user_id, actor=actor.label, comment=comment[:500]
        )
    )
    db.session.flush()
