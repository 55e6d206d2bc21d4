"""Replications: each where its log ends, by moves that follow each other, and with a reason if it was left."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from wiki.core.db import db
from wiki.replication.models import MoveRow, ReplicationRow
from wiki.replication.types import Exit, Stage
from wiki.upkeep.types import Finding, Severity, Stores, Tell

_STAGES = tuple(stage.value for stage in Stage)


def wrong(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for replications that stand elsewhere than their log says, and for logs with a gap."""
    logs: dict[int, list[Any]] = defaultdict(list)
    columns = MoveRow.replication_id, MoveRow.from_stage, MoveRow.from_exit, MoveRow.to_stage, MoveRow.to_exit
    for move in db.session.execute(select(*columns).order_by(MoveRow.id)):
        logs[move.replication_id].append(move)
    stands = select(ReplicationRow.id, ReplicationRow.stage, ReplicationRow.exit, ReplicationRow.reason)
    for row in db.session.execute(stands.order_by(ReplicationRow.id)):
        log = logs.get(row.id, [])
        if not log or (log[-1].to_stage, log[-1].to_exit) != (row.stage, row.exit):
            yield _finding("replication-standing", row.id, "stands elsewhere than its last move says")
        if not all(map(_follows, pairwise([None, *log]))):
            yield _finding("replication-log", row.id, "has a log whose moves do not follow each other")
        if (row.exit != Exit.NONE) != bool(row.reason):
            yield _finding("replication-reason", row.id, "lacks the reason why it was left, or has one and goes on")


def _follows(pair: tuple[Any, Any]) -> bool:
    before, after = pair
    if after is None or after.to_stage not in _STAGES:
        return False
    begun = (None, None) if before is None else (before.to_stage, before.to_exit)
    return (after.from_stage, after.from_exit) == begun


def _finding(code: str, number: int, told: str) -> Finding:
    return Finding(
        code=code,
        subject=f"replication number {number}",
        sentence=f"The replication number {number} {told}.",
        severity=Severity.ERROR,
    )
