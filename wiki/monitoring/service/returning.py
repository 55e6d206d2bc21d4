"""What follows a change of values: a practice is found by who confirmed its results, as of this transaction."""

from sqlalchemy import Select, select

from wiki.core.changes import record_change
from wiki.core.db import db
from wiki.core.ids import PageId, SeriesId
from wiki.monitoring.models import SeriesRow
from wiki.monitoring.queries.returned import confirming_of, measures_of
from wiki.monitoring.queries.visibility import is_of
from wiki.monitoring.queries.years import years_of
from wiki.monitoring.types import Subject
from wiki.pages.models import PageRow
from wiki.replication.models import ReplicationRow
from wiki.replication.service import keep_replicated


def note_measured(subject: Subject) -> None:
    """Keep what years its series came to, and which indicators it has series of, or were measured well there."""
    db.session.flush()
    keep_years(select(SeriesRow.id).where(is_of(subject)))
    if subject.replication is not None:
        keep_confirming(subject.replication)
    elif subject.page is not None:
        keep_measures(subject.page)


def keep_years(which: Select[int]) -> None:
    """Let series keep what their last twelve months came to; ``which`` selects their numbers."""
    rows = db.session.scalars(select(SeriesRow).where(SeriesRow.id.in_(which)).with_for_update()).all()
    found = years_of([row.id for row in rows])
    for row in rows:
        year = found.get(SeriesId(row.id))
        if row.year != year:
            row.year = None if year is None else dict(year)
    db.session.flush()


def keep_confirming(number: int) -> None:
    # Held before the look, so that of two at once the later sees what the earlier wrote.
    row = db.session.get_one(ReplicationRow, number, with_for_update=True)
    found = confirming_of([number]).get(number)
    if row.confirming == found:
        return
    row.confirming = found
    keep_replicated(row.page_id)
    record_change(row.page_id, ("index",))


def keep_measures(number: int) -> None:
    page = db.session.get_one(PageRow, number, with_for_update=True)
    found = measures_of([number]).get(number)
    if page.measures != found:
        page.measures = found
        db.session.flush()
        record_change(number, ("index",))


def subject_of(series: SeriesRow) -> Subject:
    return Subject(page=PageId(series.page_id) if series.page_id else None, replication=series.replication_id)
