"""What a dashboard tells: every series that the reader may see with how far it has come, and what was entered last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

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


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A value that was entered, in the unit of its series; ``entered_by`` is empty for who may not learn of people."""

    series: Monitored
    kind: FigureKind
    period: Period
    amount: float
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
    found = (
        monitored(standing, indicators[standing.indicator], cards[standing.subject], measured_since=since)
        for standing in list_standings(actor, theme_id=theme.id if theme else None, within=within)
        if standing.subject in cards
    )
    return [each for each in found if _is_of(each, theme, city)]


def list_newest(among: Sequence[Monitored], limit: int) -> Sequence[Entry]:
    """Return the value entered last in each of the series in which something was entered last, the newest first."""
    by_id = {each.standing.id: each for each in among}
    value = SeriesValueRow
    query = select(value.series_id, func.max(value.id)).where(value.stands.is_(True)).group_by(value.series_id)
    last = sorted((number for series, number in db.session.execute(query) if series in by_id), reverse=True)[:limit]
    rows = db.session.scalars(select(value).where(value.id.in_(last)).order_by(value.id.desc())) if last else ()
    return [_entry(row, by_id[SeriesId(row.series_id)]) for row in rows]


def _entry(row: SeriesValueRow, series: Monitored) -> Entry:
    return Entry(
        series=series,
        kind=FigureKind(row.kind),
        period=Period(starts=row.starts_on, ends=row.ends_on),
        amount=row.amount,
        entered_by=row.entered_by if series.card.tells_names else "",
        entered_at=row.entered_at,
    )


def _is_of(each: Monitored, theme: Theme | None, city: City | None) -> bool:
    return (theme is None or each.theme == theme.slug) and (city is None or each.card.city == city.slug)
