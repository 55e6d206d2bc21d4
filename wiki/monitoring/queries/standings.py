"""Where all series stand, for dashboards: one statement, whatever number of values there is."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, select
from sqlalchemy.orm import aliased

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.indicators.models import IndicatorRow
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.queries.visibility import series_visible_to
from wiki.monitoring.types import Figure, FigureKind, Period, SeriesStanding, Subject

_KINDS = (FigureKind.BASELINE, FigureKind.TARGET, FigureKind.MEASURED)


def list_standings(
    actor: Actor, *, theme_id: int | None = None, within: Period | None = None
) -> Sequence[SeriesStanding]:
    """Return where every series stands that the actor may see.

    With a theme, those of its indicators and of the ones for all themes; of the measured values only those whose
    period ended ``within`` one, if it is given.
    """
    query = _standing(actor, within)
    if theme_id is not None:
        query = query.where((IndicatorRow.theme_id == theme_id) | IndicatorRow.theme_id.is_(None))
    return _read(query)


def standings_of_replications(actor: Actor, replications: Collection[int]) -> Sequence[SeriesStanding]:
    """Return where the series of some replications stand, of those the actor may see."""
    return _read(_standing(actor, None).where(SeriesRow.replication_id.in_(replications)))


def _standing(actor: Actor, within: Period | None) -> Select[*tuple[Any, ...]]:
    """Return the query of series with the last figure of each kind: four columns for each.

    The index leads to each of them, so that a series costs the same however many values it has.
    """
    # Of tables, not of their classes: many rows are made sooner of plain columns.
    series, indicator = SeriesRow.__table__.c, IndicatorRow.__table__.c
    columns = (series.id, series.page_id, series.replication_id, indicator.key, series.boundary, series.unit)
    query = select(*columns).select_from(SeriesRow).join(IndicatorRow, IndicatorRow.id == SeriesRow.indicator_id)
    for kind in _KINDS:
        value = aliased(SeriesValueRow.__table__)
        of_time = within if kind is FigureKind.MEASURED else None
        query = query.outerjoin(value, value.c.id == _last(kind, of_time))
        told = (value.c.amount, cast(value.c.starts_on, String), cast(value.c.ends_on, String), value.c.grade)
        query = query.add_columns(*(column.label(f"{kind}_{place}") for place, column in enumerate(told)))
    return query.where(series_visible_to(actor)).order_by(series.id)


def _last(kind: FigureKind, within: Period | None) -> ColumnElement[Any]:
    """Return the number of the value of the latest period; of several, that which was entered last."""
    value = aliased(SeriesValueRow)
    query = select(value.id).where(value.series_id == SeriesRow.id, value.stands.is_(True), value.kind == kind)
    if within is not None:
        query = query.where(value.ends_on.between(within.starts, within.ends))
    return query.order_by(value.ends_on.desc(), value.id.desc()).limit(1).correlate(SeriesRow).scalar_subquery()


def _read(query: Select[*tuple[Any, ...]]) -> Sequence[SeriesStanding]:
    # Most series share subjects, and their figures periods: reading and making one of each costs more than finding it.
    subjects: dict[tuple[Any, Any], Subject] = {}
    periods: dict[tuple[str, str], Period] = {}

    def figure(amount: float | None, starts: str, ends: str, grade: str) -> Figure | None:
        if amount is None:
            return None
        period = periods.get((starts, ends))
        if period is None:
            period = Period(starts=date.fromisoformat(starts), ends=date.fromisoformat(ends))
            periods[starts, ends] = period
        return Figure(amount, period, grade)

    found = []
    for number, page, replication, indicator, boundary, unit, *last in db.session.execute(query).all():
        subject = subjects.get((page, replication))
        if subject is None:
            subject = subjects[page, replication] = Subject(page=page, replication=replication)
        found.append(
            SeriesStanding(
                id=number,
                subject=subject,
                indicator=indicator,
                boundary=boundary,
                unit=unit,
                baseline=figure(*last[:4]),
                target=figure(*last[4:8]),
                measured=figure(*last[8:]),
            )
        )
    return found
