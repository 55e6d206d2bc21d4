"""What follows a change of values: a practice is found by who confirmed its results, as of this transaction."""

from wiki.core.changes import record_change
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.monitoring.models import SeriesRow
from wiki.monitoring.queries.returned import confirming_of, measures_of
from wiki.monitoring.types import Subject
from wiki.pages.models import PageRow
from wiki.replication.models import ReplicationRow
from wiki.replication.service import keep_replicated


def note_measured(subject: Subject) -> None:
    """Keep which indicators a subject has series of, or were measured well there."""
    db.session.flush()
    if subject.replication is not None:
        keep_confirming(subject.replication)
    elif subject.page is not None:
        keep_measures(subject.page)


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
