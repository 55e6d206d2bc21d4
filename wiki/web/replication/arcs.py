"""Arcs on the maps from the city a practice comes from to the one that takes it up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot

from wiki.replication.types import Flow
from wiki.taxonomy.types import City
from wiki.web.maps import MARK_RADIUS, Projection, in_europe, to_europe, to_world

# How far an arc bends aside, as a share of its length: there and back do not lie on each other.
_BEND = 0.18
_LEAST = 2 * MARK_RADIUS
_BOTH = 2
Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Arc:
    """A path of a panel, in its units, and how many replications it stands for."""

    path: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Arcs:
    """The arcs of each panel; those that leave Europe stand on that of the world."""

    europe: tuple[Arc, ...]
    world: tuple[Arc, ...]


def arcs_of(flows: Iterable[Flow], cities: Mapping[str, City]) -> Arcs:
    """Return what the maps draw of flows; what ends in a city without coordinates is not drawn."""
    europe: list[Arc] = []
    world: list[Arc] = []
    for flow in flows:
        ends = [place for slug in (flow.source, flow.target) if (place := _place(cities[slug]))]
        if len(ends) == _BOTH:
            is_near = all(in_europe(*place) for place in ends)
            path = _path(ends[0], ends[1], to_europe if is_near else to_world)
            if path:
                (europe if is_near else world).append(Arc(path=path, count=len(flow.replications)))
    return Arcs(europe=tuple(europe), world=tuple(world))


def _place(city: City) -> Point | None:
    """Return a city's longitude and latitude."""
    return None if city.longitude is None or city.latitude is None else (city.longitude, city.latitude)


def _path(source: Point, target: Point, project: Projection) -> str:
    """Return a curve that ends at the edges of both marks; nothing for cities that touch."""
    (x1, y1), (x2, y2) = project(*source), project(*target)
    if hypot(x2 - x1, y2 - y1) <= _LEAST:
        return ""
    bend = (x1 + x2) / 2 + (y2 - y1) * _BEND, (y1 + y2) / 2 - (x2 - x1) * _BEND
    start, end = _towards(bend, (x1, y1)), _towards(bend, (x2, y2))
    return f"M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {end[0]:.1f} {end[1]:.1f}"


def _towards(other: Point, mark: Point) -> Point:
    """Return the point on the edge of a mark that looks at another."""
    x, y = other[0] - mark[0], other[1] - mark[1]
    share = MARK_RADIUS / hypot(x, y)
    return mark[0] + x * share, mark[1] + y * share
