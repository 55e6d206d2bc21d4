"""Where all series stand, for dashboards: two statements, whatever number of values there is."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, exists, select
from sqlalchemy.orm import aliased

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId, SeriesId
from wiki.indicators.models import IndicatorRow
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.queries.visibility import series_visible_to
from wiki.monitoring.types import Figure, Period, SeriesStanding, Subject


def list_standings(actor: Actor, *, theme_id: int | None = None) -> Sequence[SeriesStanding]:
    """Return where every series stands that the actor may see; those of one theme's indicators if it is named."""
    query = _series(actor)
    if theme_id is not None:
        query = query.where(IndicatorRow.theme_id == theme_id)
    rows = db.session.execute(query).all()
    return _standings(rows, _last_figures(_last_values()) if rows else {})


def standings_of_replications(actor: Actor, replications: Collection[int]) -> Sequence[SeriesStanding]:
    """Return where the series of some replications stand, of those the actor may see."""
    rows = db.session.execute(_series(actor).where(SeriesRow.replication_id.in_(replications))).all()
    return _standings(rows, _last_figures(_last_values([row.id for row in rows])) if rows else {})


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
    # Most figures share few periods, and each is an object of its own otherwise.
    periods: dict[tuple[date, date], Period] = {}
    for series_id, kind, amount, starts, ends, grade in db.session.execute(last):
        period = periods.get((starts, ends))
        if period is None:
            period = periods[starts, ends] = Period(starts=starts, ends=ends)
        figures.setdefault(series_id, {})[kind] = Figure(amount=amount, period=period, grade=grade)
    return figures


def _last_values(series_ids: Sequence[int] | None = None) -> Select[*tuple[Any, ...]]:
    """Return the query of the standing value with the latest period of each series and kind, of several the newest."""
    value, later = aliased(SeriesValueRow), aliased(SeriesValueRow)
    columns = (value.series_id, value.kind, value.amount, value.starts_on, value.ends_on, value.grade)
    same = later.series_id == value.series_id, later.stands.is_(True), later.kind == value.kind
    newer = (later.ends_on > value.ends_on) | ((later.ends_on == value.ends_on) & (later.id > value.id))
    query = select(*columns).where(value.stands.is_(True), ~exists().where(*same, newer))
    return query if series_ids is None else query.where(value.series_id.in_(series_ids))
