"""Indicators and results that a reader may see, as an export lists them: to visitors without names."""

from collections.abc import Iterator

from sqlalchemy import select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.dissemination.archive.results import IndicatorRecord, ReportRecord, RulingRecord, SeriesRecord, ValueRecord
from wiki.indicators.models import IndicatorRow
from wiki.indicators.types import Direction
from wiki.monitoring.queries import list_reports, list_series
from wiki.monitoring.types import Series, SeriesValue, Subject
from wiki.taxonomy.models import ThemeRow
from wiki.taxonomy.queries import load_taxonomy


def indicators() -> Iterator[IndicatorRecord]:
    """Yield the catalogue."""
    query = select(IndicatorRow, ThemeRow.slug).outerjoin(ThemeRow, ThemeRow.id == IndicatorRow.theme_id)
    for row, theme in db.session.execute(query.order_by(IndicatorRow.position, IndicatorRow.id)):
        told = {name: getattr(row, name) for name in ("key", "name", "unit", "calculation", "formula", "source")}
        yield IndicatorRecord(**told, theme=theme or "", direction=Direction(row.direction), position=row.position)


def reports(*, with_names: bool) -> Iterator[ReportRecord]:
    """Yield the frozen reports of all themes, which everybody reads, the oldest of each first."""
    for theme in load_taxonomy().themes:
        for report in reversed(list_reports(theme)):
            yield ReportRecord(
                theme=report.theme,
                number=report.number,
                starts=report.period.starts,
                ends=report.period.ends,
                introduction=report.texts.introduction,
                assessment=report.texts.assessment,
                figures=report.figures,
                by=report.by if with_names else "",
                at=report.at,
            )


def series_of(actor: Actor, subject: Subject, slug: str, *, with_names: bool) -> Iterator[SeriesRecord]:
    """Yield the series of a practice or of one of its replications that the actor may see; ``slug`` is its page's."""
    for series in list_series(actor, subject):
        yield _series(series, slug, with_names=with_names)


def _series(series: Series, slug: str, *, with_names: bool) -> SeriesRecord:
    values = sorted(series.values, key=lambda value: value.id)
    return SeriesRecord(
        page=slug,
        indicator=series.indicator.key,
        boundary=series.boundary,
        unit=series.unit,
        values=tuple(_value(value, with_names=with_names) for value in values),
    )


def _value(value: SeriesValue, *, with_names: bool) -> ValueRecord:
    same = ("kind", "value", "unit", "method", "grade", "weather_corrected", "source", "note", "factor", "replaces")
    ruling = value.set_aside
    return ValueRecord(
        **{name: getattr(value, name) for name in same},
        number=value.id,
        starts=value.period.starts,
        ends=value.period.ends,
        by=value.entered_by if with_names else "",
        at=value.entered_at,
        set_aside=RulingRecord(by=ruling.by if with_names else "", at=ruling.at, why=ruling.why) if ruling else None,
    )
