"""What a dashboard tells: every series that the reader may see with how far it has come, and what was entered last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.ids import SeriesId
from wiki.indicators.queries import list_indicators
from wiki.monitoring.models import SeriesValueRow
from wiki.monitoring.progress import Monitored, fresh_since, monitored
from wiki.monitoring.queries.standings import list_standings
from wiki.monitoring.queries.subjects import list_subjects
from wiki.monitoring.types import FigureKind, Period
from wiki.taxonomy.types import City, Theme

# What is new is mostly in few series; more are read where it is not.
_AT_ONCE = 300


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A value that was entered, as it was entered; ``entered_by`` is empty for who may not learn of people."""

    series: Monitored
    kind: FigureKind
    period: Period
    value: float
    unit: str
    entered_by: str
    entered_at: datetime


def list_monitored(
    actor: Actor, *, theme: Theme | None = None, city: City | None = None, within: Period | None = None
) -> Sequence[Monitored]:
    """Return the series that the actor may see, with how far each has come; those of a theme, of a city.

    ``within`` leaves of the measured values those whose period ended in it.
    """
    since = fresh_since(now().date())
    indicators = {indicator.key: indicator for indicator in list_indicators()}
    cards = list_subjects(actor)
    found = []
    for standing in list_standings(actor, theme_id=theme.id if theme else None, within=within):
        card = cards.get(standing.subject)
        if card is not None and (city is None or card.city == city.slug):
            found.append(monitored(standing, indicators[standing.indicator], card, measured_since=since))
    return [each for each in found if theme is None or each.theme == theme.slug]


def list_newest(among: Sequence[Monitored], limit: int) -> Sequence[Entry]:
    """Return the value entered last in each of the series in which something was entered last, the newest first."""
    by_id = {each.standing.id: each for each in among}
    found: dict[SeriesId, SeriesValueRow] = {}
    before: int | None = None
    while len(found) < min(limit, len(by_id)):
        rows = _entered_before(before)
        for row in rows:
            series = SeriesId(row.series_id)
            if series in by_id and len(found) < limit:
                found.setdefault(series, row)
        if len(rows) < _AT_ONCE:
            break
        before = rows[-1].id
    return [_entry(row, by_id[series]) for series, row in found.items()]


def _entered_before(number: int | None) -> Sequence[SeriesValueRow]:
    """Return the values that stand and were entered last, before one if it is given, the newest first."""
    query = select(SeriesValueRow).where(SeriesValueRow.stands.is_(True))
    if number is not None:
        query = query.where(SeriesValueRow.id < number)
    return db.session.scalars(query.order_by(SeriesValueRow.id.desc()).limit(_AT_ONCE)).all()


def _entry(row: SeriesValueRow, series: Monitored) -> Entry:
    return Entry(
        series=series,
        kind=FigureKind(row.kind),
        period=Period(starts=row.starts_on, ends=row.ends_on),
        value=row.value,
        unit=row.unit,
        entered_by=row.entered_by if series.card.tells_names else "",
        entered_at=row.entered_at,
    )
