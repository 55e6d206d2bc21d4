"""Correcting a value: another takes its place, and it is kept."""

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.core.ids import SeriesValueId
from wiki.core.messages import message
from wiki.monitoring.models import SeriesRow
from wiki.monitoring.rules import draft_errors
from wiki.monitoring.service.access import hold_value
from wiki.monitoring.service.returning import note_measured, subject_of
from wiki.monitoring.service.writing import row_of, today
from wiki.monitoring.types import ValueDraft


def correct(actor: Actor, value_id: SeriesValueId, draft: ValueDraft) -> SeriesValueId:
    """Replace a value by another of the same series and return that; indicator and boundary of the draft say nothing.

    Raises :class:`NotFound`, :class:`Denied`, and :class:`Invalid` with errors by field.
    """
    before, series = hold_value(actor, value_id)
    if not before.stands:
        raise Invalid({"value": message("This value was corrected or set aside meanwhile. Look at it again.")})
    _require_sound(draft, series)
    made = row_of(actor, draft, series)
    made.replaces_id = before.id
    before.stands = False
    db.session.add(made)
    note_measured(subject_of(series))
    return SeriesValueId(made.id)


def _require_sound(draft: ValueDraft, series: SeriesRow) -> None:
    if errors := draft_errors(draft, unit=series.unit, today=today()):
        raise Invalid(errors)
