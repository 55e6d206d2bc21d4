"""The programme's dashboard: how far what is measured has come, what is stale and what is missing."""

from collections.abc import Sequence

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.dissemination.downloads.tables import as_csv
from wiki.http.extensions import limiter
from wiki.monitoring import queries
from wiki.monitoring.periods import write_period
from wiki.monitoring.progress import Monitored, Tally, most_behind, tally, tally_by
from wiki.monitoring.types import Figure
from wiki.web.context import actor, taxonomy
from wiki.web.downloads import attached
from wiki.web.monitoring import bp
from wiki.web.monitoring.coverage import matrix_of
from wiki.web.monitoring.drawing import kind_names
from wiki.web.monitoring.saving import unit_name

_BEHIND, _NEWEST = 10, 10
_COLUMNS = (
    *("city", "theme", "practice", "address", "indicator", "boundary", "unit", "baseline", "target"),
    *("measured", "measured_in", "reached_percent", "stale", "missing", "replication", "replication_of"),
)


@bp.get("/monitoring")
def dashboard() -> ResponseReturnValue:
    found = _found()
    chosen = {name: request.args.get(name, "") for name in ("theme", "city")}
    by_theme, by_city = tally_by(found, lambda each: each.theme), tally_by(found, lambda each: each.card.city)
    tags = taxonomy()
    return render_template(
        "monitoring/dashboard.html",
        whole=tally(found),
        by_theme=[(each, by_theme[each.slug]) for each in tags.themes if each.slug in by_theme],
        by_city=[(each, by_city[each.slug]) for each in tags.cities if each.slug in by_city],
        # Of no theme or no city: told too, so that the rows sum up.
        without={"theme": by_theme.get(None), "city": by_city.get(None)},
        by_origin=_by_origin(found),
        behind=most_behind(found, _BEHIND),
        newest=queries.list_newest(found, _NEWEST),
        taxonomy=tags,
        chosen=chosen,
        matrix=matrix_of(**chosen),
        kinds=kind_names(),
        unit_name=unit_name,
        write_period=write_period,
    )


@bp.get("/monitoring.csv")
@limiter.limit("60 per minute")
def dashboard_table() -> ResponseReturnValue:
    """Every series behind the dashboard, one a line."""
    lines: list[Sequence[str | float]] = [_COLUMNS, *map(_line, _found())]
    return attached(Response(as_csv(lines), mimetype="text/csv"), "monitoring.csv")


def _found() -> Sequence[Monitored]:
    """Return the series that the address asks for; an unknown theme or city narrows nothing."""
    theme = taxonomy().theme_by_slug.get(request.args.get("theme", ""))
    city = taxonomy().city_by_slug.get(request.args.get("city", ""))
    return queries.list_monitored(actor(), theme=theme, city=city)


def _by_origin(found: Sequence[Monitored]) -> Sequence[tuple[str, Tally]]:
    """Return what practices and what replications came to, of those there are."""
    counted = tally_by(found, lambda each: each.card.replication is not None)
    names = {False: gettext("Practices"), True: gettext("Replications")}
    return [(name, counted[is_adopted]) for is_adopted, name in names.items() if is_adopted in counted]


def _line(each: Monitored) -> Sequence[str | float]:
    standing, reached = each.standing, each.way.reached if each.way else None
    return (
        *(each.card.city or "", each.theme or "", each.card.title, each.card.slug),
        *(each.indicator.key, standing.boundary, standing.unit),
        *map(_amount, (standing.baseline, standing.target, standing.whole)),
        write_period(standing.whole.period) if standing.whole else "",
        "" if reached is None else round(reached * 100, 1),
        "yes" if each.is_stale else "",
        *(" ".join(each.lacks), each.card.replication or "", each.card.of),
    )


def _amount(figure: Figure | None) -> str | float:
    return "" if figure is None else figure.amount
