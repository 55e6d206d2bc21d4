"""Who may write to which subject, decided on rows that nobody changes meanwhile."""

from sqlalchemy import select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.core.ids import PageId, SeriesValueId
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.queries.checking import why_closed
from wiki.monitoring.rules import may_enter
from wiki.monitoring.types import Subject
from wiki.pages.models import PageRow
from wiki.pages.queries.visibility import listed_for
from wiki.pages.types import PageKind
from wiki.replication.queries import get_replication
from wiki.replication.types import ReplicationId


def require_entry(actor: Actor, subject: Subject) -> None:
    """Raise :class:`NotFound` for a subject that the actor may not know of, :class:`Denied` if they may not write.

    Of pages, practices have results. Raises :class:`Invalid` where the practice of a replication is archived.
    """
    replication = None
    if subject.replication is not None:
        replication = get_replication(actor, ReplicationId(subject.replication))
    else:
        _require_practice(actor, subject)
    if not may_enter(actor, city=replication.city if replication else None):
        raise Denied("monitoring.enter")
    if replication and (closed := why_closed(replication.practice.id)):
        raise Invalid({"replication": closed})


def _require_practice(actor: Actor, subject: Subject) -> None:
    known = select(PageRow.id).where(PageRow.id == subject.page, PageRow.kind == PageKind.PRACTICE, listed_for(actor))
    if subject.page is None or db.session.scalar(known) is None:
        raise NotFound


def hold_value(actor: Actor, value_id: SeriesValueId) -> tuple[SeriesValueRow, SeriesRow]:
    """Return a value that the actor may write about, until the transaction ends. Raises as :func:`require_entry`."""
    value = db.session.scalar(select(SeriesValueRow).where(SeriesValueRow.id == value_id).with_for_update())
    series = db.session.get(SeriesRow, value.series_id) if value else None
    if value is None or series is None:
        raise NotFound
    page = PageId(series.page_id) if series.page_id else None
    require_entry(actor, Subject(page=page, replication=series.replication_id))
    return value, series
