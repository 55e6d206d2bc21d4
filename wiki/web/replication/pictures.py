"""Replications as pictures: practices by cities, moves over time, and flows on the map. Each has its list."""

from collections.abc import Iterable

from flask import render_template
from flask.typing import ResponseReturnValue

from wiki.http import listing
from wiki.replication import queries
from wiki.replication.types import Flow, Practice, Replication
from wiki.web.context import actor, taxonomy
from wiki.web.maps import map_layout
from wiki.web.presenting import counted_cities
from wiki.web.replication import bp
from wiki.web.replication.arcs import arcs_of
from wiki.web.replication.lanes import lanes_of
from wiki.web.replication.showing import chosen_here, here, told

_MOST_MOVES = 300


@bp.get("/replications/matrix")
def matrix() -> ResponseReturnValue:
    """Show which city is how far with which practice."""
    found = queries.list_replications(actor(), chosen_here(), order="practice", size=queries.MOST_DRAWN)
    rows: dict[Practice, dict[str, list[Replication]]] = {}
    for each in found.items:
        rows.setdefault(each.practice, {}).setdefault(each.city, []).append(each)
    taking_part = {each.city for each in found.items}
    cities = [city for city in taxonomy().cities if city.slug in taking_part]
    return render_template(
        "replication/matrix.html", **told(rows=rows, cities=cities, total=found.total, chosen=chosen_here(), here=here)
    )


@bp.get("/replications/timeline")
def timeline() -> ResponseReturnValue:
    """Show what moved when, a lane for each replication."""
    news = queries.list_news(actor(), chosen_here(), limit=_MOST_MOVES)
    moves = sorted(news, key=lambda each: (each.move.happened_on, each.move.id), reverse=True)
    return render_template(
        "replication/timeline.html", **told(moves=moves, drawing=lanes_of(news), chosen=chosen_here(), here=here)
    )


@bp.get("/replications/map")
def flows() -> ResponseReturnValue:
    """Show from which city to which city practices go."""
    found = queries.list_replications(actor(), chosen_here(), order="city", size=queries.MOST_DRAWN)
    flowing = _flows(found.items)
    layout = map_layout(counted_cities(taxonomy().cities, listing.count_by_kind(actor(), "city")))
    arcs = arcs_of(flowing, taxonomy().city_by_slug)
    return render_template(
        "replication/map.html",
        **told(flows=flowing, cities_on_map=layout, arcs=arcs, total=found.total, chosen=chosen_here(), here=here),
    )


def _flows(found: Iterable[Replication]) -> list[Flow]:
    """Return who takes over from whom, the most first; a practice of several cities comes from each."""
    by_pair: dict[tuple[str, str], list[Replication]] = {}
    for each in found:
        for source in each.practice.cities:
            if source != each.city:
                by_pair.setdefault((source, each.city), []).append(each)
    made = [Flow(source=one, target=other, replications=tuple(these)) for (one, other), these in by_pair.items()]
    return sorted(made, key=lambda flow: -len(flow.replications))
