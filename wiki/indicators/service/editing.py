"""Adding, changing and removing indicators."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db, savepoint
from wiki.core.errors import Invalid, NotFound
from wiki.core.messages import message
from wiki.indicators.models import IndicatorRow
from wiki.indicators.queries import get_indicator
from wiki.indicators.rules import indicator_errors, key_of, unit_change_error
from wiki.indicators.types import IndicatorDraft, OutdatedIndicator
from wiki.taxonomy.queries import load_taxonomy

_TAKEN = message("There is one with this name already.")


def create_indicator(actor: Actor, draft: IndicatorDraft) -> str:
    """Add an indicator at the end of the list and return its key. Raises :class:`Invalid`."""
    require(actor, "indicators.edit")
    _require_sound(draft)
    last = db.session.scalar(select(func.max(IndicatorRow.position))) or 0
    row = IndicatorRow(key=key_of(draft.name), position=last + 1)
    _fill(row, draft)
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError as error:
        raise Invalid({"name": _TAKEN}) from error
    return row.key


def update_indicator(
    actor: Actor, key: str, draft: IndicatorDraft, *, base: datetime | None = None
) -> OutdatedIndicator | None:
    """Change an indicator; its key and its formula stay. Raises :class:`Invalid` or :class:`NotFound`.

    ``base`` is the ``updated_at`` the draft started from; without one it replaces whatever stands there.
    """
    require(actor, "indicators.edit")
    row = _hold(key)
    _require_sound(draft)
    if base is not None and base != row.updated_at:
        return OutdatedIndicator(theirs=get_indicator(key))
    if errors := unit_change_error(row.unit, draft.unit):
        raise Invalid(errors)
    _fill(row, draft)
    db.session.flush()
    return None


def delete_indicator(actor: Actor, key: str, *, base: datetime | None = None) -> OutdatedIndicator | None:
    """Remove an indicator in which nothing was entered. Raises :class:`Invalid` or :class:`NotFound`."""
    require(actor, "indicators.edit")
    row = _hold(key)
    if base is not None and base != row.updated_at:
        return OutdatedIndicator(theirs=get_indicator(key))
    try:
        with savepoint():
            db.session.delete(row)
    except IntegrityError as error:
        # What is measured in it stands in a layer above, which the database knows.
        raise Invalid({"indicator": message("Values were entered for this indicator, so it stays.")}) from error
    return None


def _hold(key: str) -> IndicatorRow:
    row = db.session.scalar(select(IndicatorRow).where(IndicatorRow.key == key).with_for_update())
    if row is None:
        raise NotFound
    return row


def _require_sound(draft: IndicatorDraft) -> None:
    if errors := indicator_errors(draft, themes=load_taxonomy().theme_by_slug):
        raise Invalid(errors)


def _fill(row: IndicatorRow, draft: IndicatorDraft) -> None:
    theme = load_taxonomy().theme_by_slug.get(draft.theme)
    row.name = draft.name.strip()
    row.theme_id = theme.id if theme else None
    row.unit = draft.unit
    row.direction = draft.direction
    row.calculation = draft.calculation.strip()
    row.source = draft.source.strip()
    row.updated_at = now()
