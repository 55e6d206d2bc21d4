"""A theme's results: each of its indicators, and one of them compared over all cities in one unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.errors import NotFound
from wiki.dissemination.downloads.tables import as_csv
from wiki.http.translating import translated
from wiki.indicators.queries import list_indicators
from wiki.indicators.types import Indicator
from wiki.monitoring import queries
from wiki.monitoring.comparing import Compared, compare
from wiki.monitoring.periods import write_period
from wiki.monitoring.progress import Tally, tally_by
from wiki.taxonomy.types import Theme
from wiki.web.charts import Bar, BarChart, bar_chart
from wiki.web.context import actor, taxonomy
from wiki.web.downloads import attached
from wiki.web.monitoring import bp
from wiki.web.monitoring.saving import as_picture, unit_name

# More bars than these no longer fit a page; the table tells all.
MOST_BARS = 30
_COLUMNS = (
    *("city", "practice", "address", "boundary", "unit", "baseline", "target"),
    *("measured", "measured_in", "grade", "replication", "replication_of", "measured_at_source"),
)


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What a theme's page tells; ``indicator`` is the one that is compared, None where nothing is measured."""

    theme: Theme
    tallies: Sequence[tuple[Indicator, Tally]]
    indicator: Indicator | None
    compared: Sequence[Compared]


@bp.get("/monitoring/<theme>")
def of_theme(theme: str) -> ResponseReturnValue:
    told = _told(theme, request.args.get("indicator", ""))
    return render_template(
        "monitoring/theme.html",
        told=told,
        chart=_chart(told.compared) if told.compared else None,
        most_bars=MOST_BARS,
        taxonomy=taxonomy(),
        unit_name=unit_name,
        write_period=write_period,
    )


@bp.get("/monitoring/<theme>/<indicator>.<any(svg, png):form>")
def comparison_picture(theme: str, indicator: str, form: str) -> ResponseReturnValue:
    told = _told(theme, indicator)
    if told.indicator is None or told.indicator.key != indicator or not told.compared:
        raise NotFound
    title = f"{translated(told.indicator.name)} · {told.theme.name}"
    return as_picture(_chart(told.compared), title, told.indicator.unit, f"{theme}-{indicator}.{form}")


@bp.get("/monitoring/<theme>/<indicator>.csv")
def comparison_table(theme: str, indicator: str) -> ResponseReturnValue:
    told = _told(theme, indicator)
    if told.indicator is None or told.indicator.key != indicator:
        raise NotFound
    lines: list[Sequence[str | float]] = [_COLUMNS, *(_line(each, told.indicator) for each in told.compared)]
    return attached(Response(as_csv(lines), mimetype="text/csv"), f"{theme}-{indicator}.csv")


def _told(slug: str, asked: str) -> _Told:
    """Return what is told of a theme, with the indicator asked for if it has results. Raises :class:`NotFound`."""
    theme = taxonomy().theme_by_slug.get(slug)
    if theme is None:
        raise NotFound
    found = queries.list_monitored(actor(), theme=theme)
    by_key = tally_by(found, lambda each: each.indicator.key)
    tallies = [(each, by_key[each.key]) for each in list_indicators() if each.key in by_key]
    measured = {each.key: (counted.measured, each) for each, counted in tallies if counted.measured}
    usual = max(measured.values(), key=lambda told: told[0], default=(0, None))
    indicator = measured.get(asked, usual)[1]
    return _Told(
        theme=theme,
        tallies=tallies,
        indicator=indicator,
        compared=compare(found, indicator) if indicator else (),
    )


def _chart(compared: Sequence[Compared]) -> BarChart:
    return bar_chart([_bar(each) for each in compared[:MOST_BARS]])


def _bar(each: Compared) -> Bar:
    card = each.series.card
    city = taxonomy().city_by_slug.get(card.city or "")
    title = card.title if card.replication is None else gettext("%(title)s (replication)", title=card.title)
    parts = (city.name if city else "", title, each.series.standing.boundary)
    kind = "measured" if card.replication is None else "adopted"
    return Bar(label=" · ".join(filter(None, parts)), value=each.measured, kind=kind)


def _line(each: Compared, indicator: Indicator) -> Sequence[str | float]:
    card, measured = each.series.card, each.series.standing.measured
    return (
        *(card.city or "", card.title, card.slug, each.series.standing.boundary, indicator.unit),
        *("" if amount is None else amount for amount in (each.baseline, each.target)),
        *(each.measured, write_period(measured.period) if measured else "", measured.grade if measured else ""),
        *(card.replication or "", card.of, "" if each.source is None else each.source),
    )
