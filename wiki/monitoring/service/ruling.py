"""Ruling on values: one is set aside and counts no more, or counts again."""

from sqlalchemy import select

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.core.ids import SeriesValueId
from wiki.core.messages import message
from wiki.monitoring.models import SeriesValueRow
from wiki.monitoring.rules import why_errors
from wiki.monitoring.service.access import hold_value
from wiki.monitoring.service.returning import note_measured, subject_of


def set_aside(actor: Actor, value_id: SeriesValueId, why: str) -> None:
    """Let a value count no more; it is kept, with who said so and why. Raises :class:`Invalid`, :class:`NotFound`."""
    require(actor, "monitoring.rule")
    row, series = hold_value(actor, value_id)
    if errors := why_errors(why):
        raise Invalid(dict(errors))
    if not row.stands:
        raise Invalid({"why": message("This value was corrected or set aside meanwhile. Look at it again.")})
    row.stands = False
    row.set_aside_at = now()
    row.set_aside_by_id = actor.user_id
    row.set_aside_by = actor.label
    row.set_aside_why = why.strip()
    note_measured(subject_of(series))


def readmit(actor: Actor, value_id: SeriesValueId) -> None:
    """Let a value that was set aside count again. Raises :class:`NotFound`."""
    require(actor, "monitoring.rule")
    row, series = hold_value(actor, value_id)
    if row.set_aside_at is None:
        return
    row.set_aside_at, row.set_aside_by_id, row.set_aside_by, row.set_aside_why = None, None, "", ""
    row.stands = db.session.scalar(select(SeriesValueRow.id).where(SeriesValueRow.replaces_id == row.id)) is None
    note_measured(subject_of(series))
