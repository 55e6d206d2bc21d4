"""Where all series stand, for dashboards: two statements, whatever number of values there is."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, and_, cast, func, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId, SeriesId
from wiki.indicators.models import IndicatorRow
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.queries.visibility import series_visible_to
from wiki.monitoring.types import Figure, FigureKind, Period, SeriesStanding, Subject


def list_standings(
    actor: Actor, *, theme_id: int | None = None, within: Period | None = None
) -> Sequence[SeriesStanding]:
    """Return where every series stands that the actor may see.

    With a theme, those of its indicators and of the ones for all themes; of the measured values only those whose
    period ended ``within`` one, if it is given.
    """
    query = _series(actor)
    if theme_id is not None:
        query = query.where(_is_of(theme_id))
    rows = db.session.execute(query).all()
    return _standings(rows, _last_figures(_last_values(within, _of_theme(theme_id))) if rows else {})


def standings_of_replications(actor: Actor, replications: Collection[int]) -> Sequence[SeriesStanding]:
    """Return where the series of some replications stand, of those the actor may see."""
    rows = db.session.execute(_series(actor).where(SeriesRow.replication_id.in_(replications))).all()
    return _standings(rows, _last_figures(_last_values(None, [row.id for row in rows])) if rows else {})


def _series(actor: Actor) -> Select[*tuple[Any, ...]]:
    query = select(SeriesRow.id, SeriesRow.page_id, SeriesRow.replication_id, SeriesRow.boundary, SeriesRow.unit)
    query = query.add_columns(IndicatorRow.key).join(IndicatorRow, IndicatorRow.id == SeriesRow.indicator_id)
    return query.where(series_visible_to(actor)).order_by(SeriesRow.id)


def _standings(rows: Sequence[Row[Any]], figures: Mapping[int, dict[str, Figure]]) -> Sequence[SeriesStanding]:
    return [
        SeriesStanding(
            id=SeriesId(row.id),
            subject=Subject(page=PageId(row.page_id) if row.page_id else None, replication=row.replication_id),
            indicator=row.key,
            boundary=row.boundary,
            unit=row.unit,
            **figures.get(row.id, {}),
        )
        for row in rows
    ]


def _last_figures(last: Select[*tuple[Any, ...]]) -> Mapping[int, dict[str, Figure]]:
    figures: dict[int, dict[str, Figure]] = {}
    # Most figures share few periods: reading their days and making an object of each costs more than finding them.
    periods: dict[tuple[str, str], Period] = {}
    for series_id, kind, amount, starts, ends, grade in db.session.execute(last):
        period = periods.get((starts, ends))
        if period is None:
            period = Period(starts=date.fromisoformat(starts), ends=date.fromisoformat(ends))
            periods[starts, ends] = period
        figures.setdefault(series_id, {})[kind] = Figure(amount=amount, period=period, grade=grade)
    return figures


def _last_values(within: Period | None, series: Sequence[int] | Select[int] | None) -> Select[*tuple[Any, ...]]:
    """Return the query of the values that stand with the latest period of each series and kind, the newest last;
    of these series alone, if some are given.

    Found by the index first, and read then: half of what looking at each value for a later one takes.
    """
    value = SeriesValueRow
    same = (value.series_id, value.kind)
    grouped = select(*same, func.max(value.ends_on).label("ends_on")).where(value.stands.is_(True)).group_by(*same)
    if series is not None:
        grouped = grouped.where(value.series_id.in_(series))
    if within is not None:
        in_time = value.ends_on.between(within.starts, within.ends)
        grouped = grouped.where((value.kind != FigureKind.MEASURED) | in_time)
    latest = grouped.subquery()
    days = cast(value.starts_on, String), cast(value.ends_on, String)
    is_latest = and_(
        value.series_id == latest.c.series_id,
        value.stands.is_(True),
        value.kind == latest.c.kind,
        value.ends_on == latest.c.ends_on,
    )
    columns = select(value.series_id, value.kind, value.amount, *days, value.grade)
    return columns.join_from(latest, value, is_latest).order_by(value.id)


def _of_theme(theme_id: int | None) -> Select[int] | None:
    if theme_id is None:
        return None
    series = select(SeriesRow.id).join(IndicatorRow, IndicatorRow.id == SeriesRow.indicator_id)
    return series.where(_is_of(theme_id))


def _is_of(theme_id: int) -> ColumnElement[bool]:
    return (IndicatorRow.theme_id == theme_id) | IndicatorRow.theme_id.is_(None)
