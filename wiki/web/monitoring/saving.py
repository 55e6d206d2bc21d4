"""The pictures of results as files that stand alone, and the values of one series as a table."""

from collections.abc import Sequence
from typing import Literal

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from wiki.core.errors import NotFound
from wiki.core.ids import SeriesId
from wiki.dissemination.downloads.pictures import to_png
from wiki.dissemination.downloads.tables import as_csv
from wiki.facts import VOCABULARIES
from wiki.http.extensions import limiter
from wiki.http.translating import translated
from wiki.monitoring import queries
from wiki.monitoring.types import Series
from wiki.web.charts import BarChart, TrendChart
from wiki.web.context import actor
from wiki.web.downloads import attached
from wiki.web.monitoring.drawing import pictures_of, title_of
from wiki.web.monitoring.measured import Measured, of_both
from wiki.web.monitoring.words import cells_of, column_names

Form = Literal["svg", "png"]


@of_both("/<any(bars, trend):picture>-<int:number>.<any(svg, png):form>")
def picture(measured: Measured, picture: Literal["bars", "trend"], number: int, form: Form) -> ResponseReturnValue:
    series = _series_at(measured, number)
    drawn = pictures_of(series)
    chart = drawn.bars if picture == "bars" else drawn.trend
    if chart is None:
        raise NotFound
    kinds = drawn.kinds if picture == "trend" else ()
    return as_picture(
        chart, title_of(series), series.unit, f"{measured.file_name}-{picture}-{number}.{form}", kinds=kinds
    )


@of_both(".csv")
def table(measured: Measured) -> ResponseReturnValue:
    """All values that stand, under headings by which they can be read in again."""
    return _as_table(queries.list_series(actor(), measured.subject), f"{measured.file_name}-results.csv")


@of_both("/series-<int:number>.csv")
def series_table(measured: Measured, number: int) -> ResponseReturnValue:
    return _as_table([_series_at(measured, number)], f"{measured.file_name}-series-{number}.csv")


def as_picture(
    chart: BarChart | TrendChart, title: str, unit: str, name: str, *, kinds: object = ()
) -> ResponseReturnValue:
    """Answer with a chart as a file, with a title and the colours of paper; ``unit`` is a word.

    The end of its name tells what it is kept as.
    """
    text = render_template(
        "monitoring/chart.svg",
        chart=chart,
        is_trend=isinstance(chart, TrendChart),
        title=title,
        unit=unit_name(unit),
        kinds=kinds,
    )
    if name.endswith(".png"):
        # Painting takes the server thirty times as long as drawing.
        with limiter.limit("60 per minute"):
            return attached(Response(to_png(text), mimetype="image/png"), name)
    # A file that is kept, and never a page: what a drawing may hold is decided elsewhere then.
    return attached(Response(text, mimetype="image/svg+xml"), name)


def unit_name(unit: str) -> str:
    """Return what people read beside a number; nothing beside a count."""
    return "" if unit == "number" else translated(VOCABULARIES["unit"][unit])


def _as_table(found: Sequence[Series], name: str) -> Response:
    rows = [list(cells_of(series, value).values()) for series in found for value in series.values if value.stands]
    lines: list[list[str]] = [list(column_names()), *rows]
    return attached(Response(as_csv(lines), mimetype="text/csv"), name)


def _series_at(measured: Measured, number: int) -> Series:
    """Return a series of what is shown. Raises :class:`NotFound`."""
    series = queries.get_series(actor(), SeriesId(number))
    if series.subject != measured.subject:
        raise NotFound
    return series
