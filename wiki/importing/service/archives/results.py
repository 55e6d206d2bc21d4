"""Indicators and results of an export. An indicator or a series that is here already stays as it is."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.dissemination.archive.results import IndicatorRecord, SeriesRecord, ValueRecord
from wiki.facts.units import convert, convertible
from wiki.indicators.models import IndicatorRow
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.service.returning import note_measured
from wiki.monitoring.types import Subject
from wiki.taxonomy.types import Taxonomy


def take_indicators(records: Sequence[IndicatorRecord], taxonomy: Taxonomy) -> None:
    """Add the indicators that this wiki does not have."""
    known = set(db.session.scalars(select(IndicatorRow.key)))
    for record in (record for record in records if record.key not in known):
        theme = taxonomy.theme_by_slug.get(record.theme)
        told = {name: text for name, text in vars(record).items() if name != "theme"}
        told |= {"direction": record.direction.value, "theme_id": theme.id if theme else None}
        db.session.add(IndicatorRow(**told, updated_at=now()))
    db.session.flush()


def take_series(records: Sequence[SeriesRecord], pages: Mapping[str, int]) -> None:
    """Add the series that are not here; ``pages`` are the imported ones by their address in the export.

    One whose indicator measures something else here is left out.
    """
    indicators = {row.key: row for row in db.session.scalars(select(IndicatorRow))}
    for record in records:
        page, indicator = pages.get(record.page), indicators.get(record.indicator)
        if page is None or indicator is None or not convertible(record.unit, indicator.unit):
            continue
        if not _is_here(page, indicator.id, record.boundary):
            _make(record, page, indicator.id)
            note_measured(Subject(page=PageId(page)))


def _is_here(page: int, indicator: int, boundary: str) -> bool:
    same = SeriesRow.page_id == page, SeriesRow.indicator_id == indicator, SeriesRow.boundary == boundary
    return db.session.scalar(select(SeriesRow.id).where(*same)) is not None


def _make(record: SeriesRecord, page: int, indicator: int) -> None:
    series = SeriesRow(page_id=page, indicator_id=indicator, boundary=record.boundary, unit=record.unit)
    db.session.add(series)
    db.session.flush()
    replaced = {value.replaces for value in record.values}
    ids: dict[int | None, int] = {}
    for value in record.values:
        row = _row(value, series, stands=value.number not in replaced and value.set_aside is None)
        row.replaces_id = ids.get(value.replaces)
        db.session.add(row)
        db.session.flush()
        ids[value.number] = row.id


def _row(value: ValueRecord, series: SeriesRow, *, stands: bool) -> SeriesValueRow:
    same = ("value", "unit", "method", "grade", "weather_corrected", "source", "note", "factor")
    row = SeriesValueRow(
        **{name: getattr(value, name) for name in same},
        series_id=series.id,
        kind=value.kind,
        starts_on=value.starts,
        ends_on=value.ends,
        amount=float(convert(value.value, value.unit, series.unit)),
        entered_by=value.by,
        entered_at=value.at,
        stands=stands,
    )
    if value.set_aside is not None:
        row.set_aside_at, row.set_aside_by = value.set_aside.at, value.set_aside.by
        row.set_aside_why = value.set_aside.why
    return row
