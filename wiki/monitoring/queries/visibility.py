"""Which series an actor may see: those of the subjects that they may see. The one place that decides."""

from sqlalchemy import ColumnElement, select

from wiki.accounts.types import Actor
from wiki.monitoring.models import SeriesRow
from wiki.monitoring.types import Subject
from wiki.pages.models import PageRow
from wiki.pages.queries.visibility import visible_to


def series_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a series may be seen. Those of replications belong to a layer that decides itself."""
    return SeriesRow.page_id.in_(select(PageRow.id).where(visible_to(actor)))


def is_of(subject: Subject) -> ColumnElement[bool]:
    if subject.page is not None:
        return SeriesRow.page_id == subject.page
    return SeriesRow.replication_id == subject.replication
