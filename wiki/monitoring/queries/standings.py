"""Where all series stand, for dashboards: two statements, whatever number of values there is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, select
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
    query = select(SeriesRow.id, SeriesRow.page_id, SeriesRow.replication_id, SeriesRow.boundary, SeriesRow.unit)
    query = query.add_columns(IndicatorRow.key).join(IndicatorRow, IndicatorRow.id == SeriesRow.indicator_id)
    query = query.where(series_visible_to(actor)).order_by(SeriesRow.id)
    if theme_id is not None:
        query = query.where(IndicatorRow.theme_id == theme_id)
    rows = db.session.execute(query).all()
    figures = _last_figures() if rows else {}
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


def _last_figures() -> Mapping[int, dict[str, Figure]]:
    figures: dict[int, dict[str, Figure]] = {}
    # Most figures share few periods, and each is an object of its own otherwise.
    periods: dict[tuple[date, date], Period] = {}
    for series_id, kind, amount, starts, ends, grade in db.session.execute(_last_values()):
        period = periods.get((starts, ends))
        if period is None:
            period = periods[starts, ends] = Period(starts=starts, ends=ends)
        figures.setdefault(series_id, {})[kind] = Figure(amount=amount, period=period, grade=grade)
    return figures


def _last_values() -> Select[*tuple[Any, ...]]:
    """Return the query of the standing value with the latest period of each series and kind, of several the newest."""
    value, later = aliased(SeriesValueRow), aliased(SeriesValueRow)
    columns = (value.series_id, value.kind, value.amount, value.starts_on, value.ends_on, value.grade)
    same = later.series_id == value.series_id, later.stands.is_(True), later.kind == value.kind
    newer = (later.ends_on > value.ends_on) | ((later.ends_on == value.ends_on) & (later.id > value.id))
    return select(*columns).where(value.stands.is_(True), ~exists().where(*same, newer))
