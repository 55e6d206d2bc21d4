"""The pictures of results as files that stand alone, and the values of one series as a table."""

from collections.abc import Sequence
from typing import Literal

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from wiki.core.errors import NotFound
from wiki.core.ids import SeriesId
from wiki.dissemination.downloads.tables import as_csv
from wiki.facts import VOCABULARIES
from wiki.http.translating import translated
from wiki.monitoring import queries
from wiki.monitoring.types import Series
from wiki.pages.types import Page
from wiki.web.charts import BarChart, TrendChart
from wiki.web.context import actor
from wiki.web.downloads import attached
from wiki.web.monitoring import bp
from wiki.web.monitoring.drawing import pictures_of, title_of
from wiki.web.monitoring.words import cells_of, column_names, subject_of
from wiki.web.pages.reading import practice_at


@bp.get("/pages/<path:slug>/results/<any(bars, trend):picture>-<int:number>.svg")
def picture(slug: str, picture: Literal["bars", "trend"], number: int) -> ResponseReturnValue:
    page = practice_at(slug)
    series = _series_at(page, number)
    drawn = pictures_of(series)
    chart = drawn.bars if picture == "bars" else drawn.trend
    if chart is None:
        raise NotFound
    kinds = drawn.kinds if picture == "trend" else ()
    return as_picture(chart, title_of(series), series.unit, f"{page.slug}-{picture}-{number}", kinds=kinds)


@bp.get("/pages/<path:slug>/results.csv")
def table(slug: str) -> ResponseReturnValue:
    """All values that stand, under headings by which they can be read in again."""
    page = practice_at(slug)
    return _as_table(queries.list_series(actor(), subject_of(page)), f"{page.slug}-results.csv")


@bp.get("/pages/<path:slug>/results/series-<int:number>.csv")
def series_table(slug: str, number: int) -> ResponseReturnValue:
    page = practice_at(slug)
    return _as_table([_series_at(page, number)], f"{page.slug}-series-{number}.csv")


def as_picture(
    chart: BarChart | TrendChart, title: str, unit: str, name: str, *, kinds: object = ()
) -> ResponseReturnValue:
    """Answer with a chart as a file under a name, with a title and the colours of paper; ``unit`` is a word."""
    text = render_template(
        "monitoring/chart.svg",
        chart=chart,
        is_trend=isinstance(chart, TrendChart),
        title=title,
        unit=unit_name(unit),
        kinds=kinds,
    )
    # A file that is kept, and never a page: what a drawing may hold is decided elsewhere then.
    return attached(Response(text, mimetype="image/svg+xml"), f"{name}.svg")


def unit_name(unit: str) -> str:
    """Return what people read beside a number; nothing beside a count."""
    return "" if unit == "number" else translated(VOCABULARIES["unit"][unit])


def _as_table(found: Sequence[Series], name: str) -> Response:
    rows = [list(cells_of(series, value).values()) for series in found for value in series.values if value.stands]
    lines: list[list[str]] = [list(column_names()), *rows]
    return attached(Response(as_csv(lines), mimetype="text/csv"), name)


def _series_at(page: Page, number: int) -> Series:
    """Return a series of a page. Raises :class:`NotFound`."""
    series = queries.get_series(actor(), SeriesId(number))
    if series.subject != subject_of(page):
        raise NotFound
    return series
