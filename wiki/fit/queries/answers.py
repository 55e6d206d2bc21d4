"""What people answered for a replication. Who may read it is decided where replications are."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Row, select

from wiki.core.db import db
from wiki.fit.models import AnswerRow
from wiki.fit.types import Answer, Score


def answers_of(replication_id: int) -> Mapping[str, Answer]:
    """Return the newest answer to each condition that has one, by its fingerprint."""
    newest = {row.fingerprint: _answer(row) for row in _rows(replication_id)}
    return {condition: answer for condition, answer in newest.items() if answer.says_something}


def log_of_answers(replication_id: int) -> Sequence[tuple[str, Answer]]:
    """Return all answers with the fingerprints of their conditions, the oldest first."""
    return [(row.fingerprint, _answer(row)) for row in _rows(replication_id)]


def _rows(replication_id: int) -> Sequence[Row[Any]]:
    query = select(*AnswerRow.__table__.c).where(AnswerRow.replication_id == replication_id)
    return db.session.execute(query.order_by(AnswerRow.id)).all()


def _answer(row: Row[Any]) -> Answer:
    return Answer(score=cast("Score | None", row.score), note=row.note, mitigation=row.mitigation, by=row.by, at=row.at)
