"""What entering and correcting share: a value as a row."""

from datetime import date

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.types import ValueDraft
from wiki.monitoring.years import at_yearly_pace


def today() -> date:
    return now().date()


def amount_of(draft: ValueDraft, series: SeriesRow) -> float:
    """Return a value in the unit of its series."""
    return at_yearly_pace(draft.value, draft.unit, series.unit, draft.period)


def row_of(actor: Actor, draft: ValueDraft, series: SeriesRow) -> SeriesValueRow:
    return SeriesValueRow(
        series_id=series.id,
        kind=draft.kind,
        starts_on=draft.period.starts,
        ends_on=draft.period.ends,
        value=float(draft.value),
        unit=draft.unit,
        amount=amount_of(draft, series),
        method=draft.method,
        grade=draft.grade,
        weather_corrected=draft.weather_corrected,
        source=draft.source.strip(),
        note=draft.note.strip(),
        factor=draft.factor,
        entered_by_id=actor.user_id,
        entered_by=actor.label,
        entered_at=now(),
        stands=True,
    )
