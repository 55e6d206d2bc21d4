"""Reads of a subject's series with their values, in two statements however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.core.ids import PageId, SeriesId, SeriesValueId
from wiki.indicators.queries import list_indicators
from wiki.indicators.types import Indicator
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.queries.visibility import is_of, series_visible_to
from wiki.monitoring.types import FigureKind, Period, Series, SeriesValue, SetAside, Subject
from wiki.replication.queries import get_replication
from wiki.replication.types import ReplicationId

_KINDS = {kind: place for place, kind in enumerate(FigureKind)}


def list_series(actor: Actor, subject: Subject) -> Sequence[Series]:
    """Return the series of a subject in the order of the catalogue, each with all its values.

    Who reads but the summary of a replication learns nobody's name.
    """
    found = _read(actor, is_of(subject))
    return found if not found or _tells_names(actor, subject) else [_nameless(series) for series in found]


def get_series(actor: Actor, series_id: SeriesId) -> Series:
    """Return one series. Raises :class:`NotFound`."""
    found = _read(actor, SeriesRow.id == series_id)
    if not found:
        raise NotFound
    return found[0] if _tells_names(actor, found[0].subject) else _nameless(found[0])


def find_series(actor: Actor, subject: Subject, value_id: SeriesValueId) -> tuple[Series, SeriesValue]:
    """Return a value of a subject, with its series. Raises :class:`NotFound`."""
    of_value = select(SeriesValueRow.series_id).where(SeriesValueRow.id == value_id)
    for each in _read(actor, is_of(subject) & SeriesRow.id.in_(of_value)):
        series = each if _tells_names(actor, subject) else _nameless(each)
        return series, next(value for value in series.values if value.id == value_id)
    raise NotFound


def _tells_names(actor: Actor, subject: Subject) -> bool:
    return subject.replication is None or get_replication(actor, ReplicationId(subject.replication)).is_whole


def _nameless(series: Series) -> Series:
    return replace(series, values=tuple(map(_unsigned, series.values)))


def _unsigned(value: SeriesValue) -> SeriesValue:
    ruling = replace(value.set_aside, by="") if value.set_aside else None
    return replace(value, entered_by="", set_aside=ruling)


def _read(actor: Actor, which: ColumnElement[bool]) -> Sequence[Series]:
    rows = db.session.execute(select(*SeriesRow.__table__.c).where(which, series_visible_to(actor))).all()
    if not rows:
        return []
    values = _values([row.id for row in rows])
    indicators = {indicator.id: (place, indicator) for place, indicator in enumerate(list_indicators())}
    rows = sorted(rows, key=lambda row: (indicators[row.indicator_id][0], row.boundary, row.id))
    return [_series(row, indicators[row.indicator_id][1], values.get(row.id, ())) for row in rows]


def _values(series_ids: Sequence[int]) -> Mapping[int, Sequence[SeriesValue]]:
    query = select(*SeriesValueRow.__table__.c).where(SeriesValueRow.series_id.in_(series_ids))
    values: dict[int, list[SeriesValue]] = {}
    for row in db.session.execute(query):
        values.setdefault(row.series_id, []).append(_value(row))
    for each in values.values():
        each.sort(key=lambda value: (_KINDS[value.kind], value.period, value.id))
    return values


def _series(row: Row[Any], indicator: Indicator, values: Sequence[SeriesValue]) -> Series:
    return Series(
        id=SeriesId(row.id),
        subject=Subject(page=PageId(row.page_id) if row.page_id else None, replication=row.replication_id),
        indicator=indicator,
        boundary=row.boundary,
        unit=row.unit,
        values=tuple(values),
    )


def _value(row: Row[Any]) -> SeriesValue:
    ruling = None
    if row.set_aside_at is not None:
        ruling = SetAside(by=row.set_aside_by, at=row.set_aside_at, why=row.set_aside_why)
    return SeriesValue(
        id=SeriesValueId(row.id),
        series=SeriesId(row.series_id),
        kind=FigureKind(row.kind),
        period=Period(starts=row.starts_on, ends=row.ends_on),
        value=_plain(row.value),
        unit=row.unit,
        amount=_plain(row.amount),
        method=row.method,
        grade=row.grade,
        weather_corrected=row.weather_corrected,
        source=row.source,
        note=row.note,
        factor=row.factor,
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        replaces=SeriesValueId(row.replaces_id) if row.replaces_id else None,
        stands=row.stands,
        set_aside=ruling,
    )


def _plain(number: float) -> float:
    """Return a whole number as such, which reads better."""
    return int(number) if number.is_integer() else number
