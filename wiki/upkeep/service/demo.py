"""Taking demo content away again: results and replications that nobody touched since."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, select
from sqlalchemy.orm import aliased

from wiki.core.changes import record_change
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.experience.models import ExperienceEventRow, ExperienceRow
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.service.returning import note_measured
from wiki.monitoring.types import Subject
from wiki.plans.models import PlanRevisionRow, PlanStepRow, TakeOverRow
from wiki.replication.models import MoveRow, ReplicationRow
from wiki.replication.service import keep_replicated

# Every move and everything learnt is in one of these, with who told it.
_LOGS = (MoveRow, ExperienceEventRow, TakeOverRow)


def untake_demo_results(page_id: PageId, *, entered_by: str, taken_up_by: str) -> bool:
    """Take away what demo people (no accounts, but names) entered at a practice, and where they took it up.

    What somebody changed or added since stays: a value that was corrected or ruled on, a replication that was moved,
    edited or added to. Return whether anything is left.
    """
    db.session.execute(delete(SeriesValueRow).where(SeriesValueRow.id.in_(_untouched_values(page_id, entered_by))))
    own = SeriesRow.page_id == page_id
    without = ~exists().where(SeriesValueRow.series_id == SeriesRow.id)
    db.session.execute(delete(SeriesRow).where(own, without))
    db.session.execute(delete(ReplicationRow).where(_is_untouched(page_id, taken_up_by)))
    keep_replicated(page_id)
    note_measured(Subject(page=page_id))
    record_change(page_id, ("index",))
    left = (select(SeriesRow.id).where(own), select(ReplicationRow.id).where(ReplicationRow.page_id == page_id))
    return any(db.session.scalar(query.limit(1)) is not None for query in left)


def _untouched_values(page_id: PageId, by: str) -> Select[int]:
    value, later = SeriesValueRow, aliased(SeriesValueRow)
    query = select(value.id).join(SeriesRow, SeriesRow.id == value.series_id).where(SeriesRow.page_id == page_id)
    return query.where(
        value.entered_by_id.is_(None),
        value.entered_by == by,
        value.set_aside_at.is_(None),
        value.replaces_id.is_(None),
        ~exists().where(later.replaces_id == value.id),
    )


def _is_untouched(page_id: PageId, by: str) -> ColumnElement[bool]:
    replication = ReplicationRow
    moves = select(func.count(MoveRow.id)).where(MoveRow.replication_id == replication.id)
    others = (exists().where(log.replication_id == replication.id, log.actor != by) for log in _LOGS)
    return (
        (replication.page_id == page_id)
        & replication.created_by_id.is_(None)
        & (replication.created_by == by)
        # Every change counts a version, and each of theirs was a move.
        & (replication.version == moves.correlate(replication).scalar_subquery())
        & and_(*(~other for other in others))
        & ~exists().where(PlanRevisionRow.replication_id == replication.id, PlanRevisionRow.author != by)
        # Demo people of other cities judge plans too; none of them has an account.
        & ~exists().where(PlanStepRow.replication_id == replication.id, PlanStepRow.actor_id.is_not(None))
        & and_(*(~exists().where(reference == replication.id) for reference in _references()))
    )


def _references() -> Iterator[ColumnElement[Any]]:
    """Yield what points at replications from any table whose log does not tell who wrote: somebody added it."""
    logged = {row.__table__ for row in (*_LOGS, ExperienceRow, PlanRevisionRow, PlanStepRow)}
    for table in db.metadata.sorted_tables:
        if table not in logged:
            yield from (key.parent for key in table.foreign_keys if key.column.table is ReplicationRow.__table__)
