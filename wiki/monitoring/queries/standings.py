"""Where all series stand, for dashboards: two statements at most, whatever number of values there is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, select
from sqlalchemy.orm import aliased

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import SeriesId
from wiki.facts.dates import months_later
from wiki.indicators.models import IndicatorRow
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.queries.visibility import series_visible_to
from wiki.monitoring.queries.years import Kept, measured_figures
from wiki.monitoring.types import Figure, FigureKind, Period, SeriesStanding, Subject
from wiki.monitoring.years import MONTHS, is_part, whole_year

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
    found = _read(query)
    return found if within is None else _with_years(found)


def standings_of_replications(actor: Actor, replications: Collection[int]) -> Sequence[SeriesStanding]:
    """Return where the series of some replications stand, of those the actor may see."""
    return _read(_standing(actor, None).where(SeriesRow.replication_id.in_(replications)))


def _standing(actor: Actor, within: Period | None) -> Select[*tuple[Any, ...]]:
    """Return the query of series with the last figure of each kind: four columns for each.

    The index leads to each of them, so that a series costs the same however many values it has.
    """
    # Of tables, not of their classes: many rows are made sooner of plain columns.
    series, indicator = SeriesRow.__table__.c, IndicatorRow.__table__.c
    of_what = (series.id, series.page_id, series.replication_id)
    query = select(*of_what, indicator.key, series.boundary, series.unit, series.year)
    query = query.select_from(SeriesRow).join(IndicatorRow, IndicatorRow.id == SeriesRow.indicator_id)
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
    for number, page, replication, indicator, boundary, unit, year, *last in db.session.execute(query).all():
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
                measured=_whole(figure(*last[8:]), unit, year),
            )
        )
    return found


def _whole(last: Figure | None, unit: str, year: Kept | None) -> Figure | None:
    """Return the last measured value; in the place of a part of a year what the year came to, where that is known."""
    if last is None or not is_part(last.period, unit):
        return last
    if year is None or year["ends"] != last.period.ends.isoformat():
        return last._replace(is_part=True)
    period = Period(starts=date.fromisoformat(year["starts"]), ends=last.period.ends)
    return Figure(year["amount"], period, year["grade"])


def _with_years(found: Sequence[SeriesStanding]) -> Sequence[SeriesStanding]:
    """Put twelve months in the place of a part of a year of a time gone by; a series keeps its last year alone."""
    parts = {each.id: each.measured for each in found if each.measured and each.measured.is_part}
    if not parts:
        return found
    told = _measured(parts)
    years = {number: _year(last, told[number]) for number, last in parts.items()}
    return [replace(each, measured=years.get(each.id, each.measured)) for each in found]


def _year(last: Figure, told: Sequence[Figure]) -> Figure:
    year = whole_year([each for each in told if each.period.ends <= last.period.ends])
    return last if year is None else Figure(year[1], year[0], year[2])


def _measured(parts: Mapping[SeriesId, Figure]) -> Mapping[SeriesId, Sequence[Figure]]:
    """Return what was measured in some series since a year before the earliest of their last periods."""
    since = months_later(min(figure.period.ends for figure in parts.values()), -MONTHS)
    found: dict[SeriesId, list[Figure]] = {number: [] for number in parts}
    for number, _unit, figure in measured_figures(parts, since=since):
        found[number].append(figure)
    return found
