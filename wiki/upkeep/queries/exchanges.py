"""Peer exchange: what is for a replication is about its practice, and interests stand where their logs end."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import exists, select

from wiki.core.db import db
from wiki.exchange.models import ExchangeRow, GuestRow, InterestRow, InterestStepRow
from wiki.exchange.rules import state_after
from wiki.exchange.types import InterestStepKind
from wiki.replication.models import ReplicationRow
from wiki.upkeep.types import Finding, Severity, Stores, Tell

_KINDS = frozenset(InterestStepKind)


def wrong(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for exchanges that more could read than know of their replication, and for logs that end elsewhere."""
    other = select(ExchangeRow.id).join(ReplicationRow, ReplicationRow.id == ExchangeRow.replication_id)
    for number in db.session.scalars(other.where(ExchangeRow.page_id.is_distinct_from(ReplicationRow.page_id))):
        yield _finding("exchange-page", f"exchange number {number}", "is about another practice than its replication")
    guest = exists().where(GuestRow.exchange_id == ExchangeRow.id)
    is_host = exists().where(GuestRow.exchange_id == ExchangeRow.id, GuestRow.city_id == ExchangeRow.host_id)
    for number in db.session.scalars(select(ExchangeRow.id).where(~guest | is_host).order_by(ExchangeRow.id)):
        yield _finding("exchange-guests", f"exchange number {number}", "has no guest, or its host among them")
    logs: dict[int, list[InterestStepKind]] = defaultdict(list)
    steps = select(InterestStepRow.interest_id, InterestStepRow.kind).order_by(InterestStepRow.id)
    for interest_id, kind in db.session.execute(steps):
        # A word that nobody knows is told by the check of values.
        logs[interest_id] += [InterestStepKind(kind)] if kind in _KINDS else []
    for number, state in db.session.execute(select(InterestRow.id, InterestRow.state).order_by(InterestRow.id)):
        if state_after(logs[number]) != state:
            yield _finding("interest-state", f"interest number {number}", "stands elsewhere than its log says")


def _finding(code: str, subject: str, told: str) -> Finding:
    return Finding(code=code, subject=subject, sentence=f"The {subject} {told}.", severity=Severity.ERROR)
