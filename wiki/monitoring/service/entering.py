"""Entering values: all of a table or nothing of it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from wiki.accounts.types import Actor
from wiki.core.db import db, savepoint
from wiki.core.errors import Invalid
from wiki.core.ids import SeriesValueId
from wiki.core.messages import message
from wiki.indicators.models import IndicatorRow
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.rules import draft_errors
from wiki.monitoring.service.access import require_entry
from wiki.monitoring.service.returning import note_measured
from wiki.monitoring.service.writing import row_of, today
from wiki.monitoring.types import Entered, Subject, ValueDraft

_Key = tuple[str, str]
_Said = tuple[int, str, object, object, float]


def enter(actor: Actor, subject: Subject, drafts: Sequence[ValueDraft]) -> Entered:
    """Add values to the series of a subject, which are made as they are needed, in the units of their indicators.

    What stands already with the same number is left as it is, so that a table may be sent twice. Raises
    :class:`NotFound`, :class:`Denied`, and :class:`Invalid` with errors by ``<row>.<field>``, rows counted from 0.
    """
    require_entry(actor, subject)
    series = _series_of(subject, drafts)
    _require_sound(drafts, series)
    standing = _standing([each.id for each in series.values()])
    added: list[SeriesValueRow] = []
    for draft in drafts:
        row = row_of(actor, draft, series[draft.indicator, draft.boundary])
        if (said := _said(row)) not in standing:
            standing.add(said)
            added.append(row)
    db.session.add_all(added)
    note_measured(subject)
    return Entered(added=[SeriesValueId(row.id) for row in added], unchanged=len(drafts) - len(added))


def _require_sound(drafts: Sequence[ValueDraft], series: Mapping[_Key, SeriesRow]) -> None:
    errors: dict[str, str] = {}
    for number, draft in enumerate(drafts):
        found = draft_errors(draft, unit=series[draft.indicator, draft.boundary].unit, today=today())
        errors |= {f"{number}.{field}": text for field, text in found.items()}
    if errors:
        raise Invalid(errors)


def _series_of(subject: Subject, drafts: Sequence[ValueDraft]) -> Mapping[_Key, SeriesRow]:
    """Return the series of each indicator and boundary, made where there was none."""
    wanted = dict.fromkeys((draft.indicator, draft.boundary) for draft in drafts)
    keys = {indicator for indicator, _ in wanted}
    indicators = {row.key: row for row in db.session.scalars(select(IndicatorRow).where(IndicatorRow.key.in_(keys)))}
    if missing := [number for number, draft in enumerate(drafts) if draft.indicator not in indicators]:
        raise Invalid({f"{number}.indicator": message("Choose an indicator.") for number in missing})
    return {(key, boundary): _find_or_make(subject, indicators[key], boundary) for key, boundary in wanted}


def _find_or_make(subject: Subject, indicator: IndicatorRow, boundary: str) -> SeriesRow:
    same: dict[str, object] = {"page_id": subject.page, "replication_id": subject.replication}
    same |= {"indicator_id": indicator.id, "boundary": boundary}
    query = select(SeriesRow).filter_by(**same)
    found = db.session.scalar(query)
    if found is not None:
        return found
    made = SeriesRow(**same, unit=indicator.unit)
    try:
        with savepoint():
            db.session.add(made)
    except IntegrityError:
        # Somebody made it between the look and the insert.
        return db.session.scalars(query).one()
    return made


def _standing(series_ids: Sequence[int]) -> set[_Said]:
    query = select(SeriesValueRow).where(SeriesValueRow.series_id.in_(series_ids), SeriesValueRow.stands.is_(True))
    return {_said(row) for row in db.session.scalars(query)}


def _said(row: SeriesValueRow) -> _Said:
    return row.series_id, row.kind, row.starts_on, row.ends_on, row.amount
