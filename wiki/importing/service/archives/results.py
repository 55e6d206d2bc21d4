"""Indicators, results and reports of an export. What is here already stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from wiki.core.clock import now
from wiki.core.db import db
from wiki.dissemination.archive.results import IndicatorRecord, ReportRecord, SeriesRecord, ValueRecord
from wiki.facts.units import convertible
from wiki.indicators.models import IndicatorRow
from wiki.monitoring.models import SeriesRow, SeriesValueRow, ThemeReportRow
from wiki.monitoring.queries.visibility import is_of
from wiki.monitoring.reports import ReportFigures, to_stored
from wiki.monitoring.service.returning import note_measured
from wiki.monitoring.types import Period, Subject
from wiki.monitoring.years import at_yearly_pace
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


def take_series(told: Iterable[tuple[Subject, SeriesRecord]]) -> None:
    """Add the series that are not here, each with what it is of.

    One whose indicator measures something else here is left out.
    """
    indicators = {row.key: row for row in db.session.scalars(select(IndicatorRow))}
    for subject, record in told:
        indicator = indicators.get(record.indicator)
        if indicator is None or not convertible(record.unit, indicator.unit):
            continue
        if not _is_here(subject, indicator.id, record.boundary):
            _make(record, subject, indicator.id)
            note_measured(subject)


def take_reports(records: Sequence[ReportRecord], taxonomy: Taxonomy, replications: Mapping[int, int]) -> None:
    """Add the frozen reports that are not here, each under its number, or the next where that is another's.

    ``replications`` are those here by their numbers in the export; a report names none that is not here.
    """
    for record in records:
        theme = taxonomy.theme_by_slug.get(record.theme)
        if theme is None:
            continue
        same = select(ThemeReportRow.at, ThemeReportRow.number).where(ThemeReportRow.theme_id == theme.id)
        numbers = {row.at: row.number for row in db.session.execute(same)}
        if record.at not in numbers:
            is_free = record.number not in numbers.values()
            number = record.number if is_free else max(numbers.values()) + 1
            db.session.add(_report(record, theme.id, number, replications))
            db.session.flush()


def _report(record: ReportRecord, theme: int, number: int, replications: Mapping[int, int]) -> ThemeReportRow:
    return ThemeReportRow(
        theme_id=theme,
        number=number,
        starts_on=record.starts,
        ends_on=record.ends,
        introduction=record.introduction,
        assessment=record.assessment,
        figures=to_stored(_renumbered(record.figures, replications)),
        by=record.by,
        at=record.at,
    )


def _renumbered(figures: ReportFigures, replications: Mapping[int, int]) -> ReportFigures:
    return replace(
        figures,
        results=tuple(replace(row, replication=replications.get(row.replication or 0)) for row in figures.results),
        delays=tuple(replace(row, replication=replications.get(row.replication or 0)) for row in figures.delays),
    )


def _is_here(subject: Subject, indicator: int, boundary: str) -> bool:
    same = is_of(subject), SeriesRow.indicator_id == indicator, SeriesRow.boundary == boundary
    return db.session.scalar(select(SeriesRow.id).where(*same)) is not None


def _make(record: SeriesRecord, subject: Subject, indicator: int) -> None:
    series = SeriesRow(
        page_id=subject.page,
        replication_id=subject.replication,
        indicator_id=indicator,
        boundary=record.boundary,
        unit=record.unit,
    )
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
        amount=at_yearly_pace(value.value, value.unit, series.unit, Period(starts=value.starts, ends=value.ends)),
        entered_by=value.by,
        entered_at=value.at,
        stands=stands,
    )
    if value.set_aside is not None:
        row.set_aside_at, row.set_aside_by = value.set_aside.at, value.set_aside.by
        row.set_aside_why = value.set_aside.why
    return row
