"""Results: each value stands or not as corrections and rulings say, and is told right in the unit of its series."""

from collections.abc import Iterator
from math import isclose

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased

from wiki.core.db import db
from wiki.indicators.units import compatible_units
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.types import Period
from wiki.monitoring.years import at_yearly_pace
from wiki.upkeep.types import Finding, Severity, Stores, Tell


def wrong(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for values that count and should not, or the other way round, and for numbers that were converted wrong."""
    correction = aliased(SeriesValueRow)
    stands = SeriesValueRow.set_aside_at.is_(None) & ~exists().where(correction.replaces_id == SeriesValueRow.id)
    query = select(SeriesValueRow.id).where(SeriesValueRow.stands != stands).order_by(SeriesValueRow.id)
    for number in db.session.scalars(query):
        yield _finding("value-stands", number, "counts, or not, against what was said of it")
    other = aliased(SeriesValueRow)
    strayed = or_(other.id >= SeriesValueRow.id, other.series_id != SeriesValueRow.series_id)
    query = select(SeriesValueRow.id).join(other, other.id == SeriesValueRow.replaces_id).where(strayed)
    for number in db.session.scalars(query.order_by(SeriesValueRow.id)):
        yield _finding("value-correction", number, "corrects a value of another series, or a later one")
    yield from _converted()


def _converted() -> Iterator[Finding]:
    value = SeriesValueRow
    columns = value.id, value.value, value.unit, value.starts_on, value.ends_on, value.amount, SeriesRow.unit
    query = select(*columns).join(SeriesRow)
    told = (value.unit != SeriesRow.unit) | (value.value != value.amount)
    for number, entered, unit, starts, ends, amount, to in db.session.execute(query.where(told).order_by(value.id)):
        if not _is_same(entered, unit, Period(starts=starts, ends=ends), amount, to):
            yield _finding("value-converted", number, f"was entered as {entered} {unit}, and is told as {amount} {to}")


def _is_same(entered: float, unit: str, period: Period, amount: float, to: str) -> bool:
    try:
        return unit in compatible_units(to) and isclose(at_yearly_pace(entered, unit, to, period), amount)
    except ValueError:
        return False


def _finding(code: str, number: int, said: str) -> Finding:
    sentence = f"The value number {number} {said}."
    return Finding(code=code, subject=f"value number {number}", sentence=sentence, severity=Severity.ERROR)
