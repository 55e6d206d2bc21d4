"""Counting questions that found nothing: few rows, and nothing of who asked."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import Date as SqlDate
from sqlalchemy import bindparam, delete, func, select, text

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.demand.models import MissRow

MOST_KEPT = 2_000
_FORGOTTEN_AFTER = timedelta(days=365)
_COUNT = text(
    "INSERT INTO search_misses (question, count, first_on, last_on) VALUES (:question, 1, :day, :day)"
    " ON CONFLICT (question) DO UPDATE SET count = search_misses.count + 1, last_on = excluded.last_on"
).bindparams(bindparam("day", type_=SqlDate))


def write_misses(questions: Collection[str], *, most: int = MOST_KEPT) -> None:
    """Count each question once more. Of more than ``most`` the rarest go, of these the oldest; so does last year's."""
    today = now().date()
    if questions:
        db.session.execute(_COUNT, [{"question": question, "day": today} for question in sorted(questions)])
    db.session.execute(delete(MissRow).where(MissRow.last_on < today - _FORGOTTEN_AFTER))
    over = (db.session.scalar(select(func.count()).select_from(MissRow)) or 0) - most
    if over > 0:
        rarest = select(MissRow.question).order_by(MissRow.count, MissRow.last_on, MissRow.question).limit(over)
        db.session.execute(delete(MissRow).where(MissRow.question.in_(list(db.session.scalars(rarest)))))


def drop_miss(actor: Actor, question: str) -> None:
    """Forget a question that nobody needs to see. Raises :class:`Denied`."""
    require(actor, "demand.drop_misses")
    forget_misses([question])


def forget_misses(questions: Collection[str]) -> None:
    """Forget questions, such as those that some page answers by now."""
    db.session.execute(delete(MissRow).where(MissRow.question.in_(questions)))
