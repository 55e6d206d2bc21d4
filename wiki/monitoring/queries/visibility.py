"""Which series an actor may see: those of the subjects that they may see. The one place that decides."""

from sqlalchemy import ColumnElement, or_, select

from wiki.accounts.types import Actor
from wiki.monitoring.models import SeriesRow
from wiki.monitoring.types import Subject
from wiki.pages.models import PageRow
from wiki.pages.queries.visibility import visible_to
from wiki.replication.models import ReplicationRow
from wiki.replication.queries.selecting import joined


def series_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a series may be seen: as its page is, or as its replication is."""
    return or_(
        SeriesRow.page_id.in_(select(PageRow.id).where(visible_to(actor))),
        SeriesRow.replication_id.in_(joined(select(ReplicationRow.id), actor)),
    )


def is_of(subject: Subject) -> ColumnElement[bool]:
    if subject.page is not None:
        return SeriesRow.page_id == subject.page
    return SeriesRow.replication_id == subject.replication
