"""What the last twelve months of series came to, as their values say."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from wiki.core.db import db
from wiki.core.ids import SeriesId
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.types import Figure, FigureKind, Period
from wiki.monitoring.years import is_part, whole_year

Kept = Mapping[str, Any]
"""A year as a series keeps it: ``starts`` and ``ends`` as ISO days, ``amount`` in its unit, ``grade``."""


def years_of(series_ids: Collection[int] | None = None) -> Mapping[SeriesId, Kept]:
    """Return the years of series, or of all there are, whose last measured value is of a part of one."""
    units: dict[SeriesId, str] = {}
    figures: dict[SeriesId, list[Figure]] = {}
    for number, unit, figure in measured_figures(series_ids):
        units[number] = unit
        figures.setdefault(number, []).append(figure)
    found = {number: _year(told, units[number]) for number, told in figures.items()}
    return {number: year for number, year in found.items() if year}


def measured_figures(
    series_ids: Collection[int] | None = None, *, since: date | None = None
) -> Iterator[tuple[SeriesId, str, Figure]]:
    """Yield the measured values that stand, of some series or of all, with the unit of each: in the order of entry.

    ``since`` leaves those whose period ended after that day.
    """
    value = SeriesValueRow
    columns = SeriesRow.id, SeriesRow.unit, value.amount, value.starts_on, value.ends_on, value.grade
    query = select(*columns).join(SeriesRow, SeriesRow.id == value.series_id)
    query = query.where(value.kind == FigureKind.MEASURED, value.stands.is_(True)).order_by(value.id)
    if series_ids is not None:
        query = query.where(value.series_id.in_(series_ids))
    if since is not None:
        query = query.where(value.ends_on > since)
    for number, unit, amount, starts, ends, grade in db.session.execute(query):
        yield SeriesId(number), unit, Figure(amount, Period(starts=starts, ends=ends), grade)


def _year(told: list[Figure], unit: str) -> Kept | None:
    last = max(told, key=lambda figure: figure.period.ends)
    year = whole_year(told) if is_part(last.period, unit) else None
    if year is None:
        return None
    period, amount, grade = year
    return {"starts": period.starts.isoformat(), "ends": period.ends.isoformat(), "amount": amount, "grade": grade}
