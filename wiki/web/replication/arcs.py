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
        ends = [cities[flow.source], cities[flow.target]]
        degrees = [
            (end.longitude, end.latitude) for end in ends if end.longitude is not None and end.latitude is not None
        ]
        known = [(lon, lat) for lon, lat in degrees if lon is not None and lat is not None]
        if len(known) < len(ends):
            continue
        is_near = all(in_europe(*place) for place in known)
        path = _path(known[0], known[1], to_europe if is_near else to_world)
        if path:
            (europe if is_near else world).append(Arc(path=path, count=len(flow.replications)))
    return Arcs(europe=tuple(europe), world=tuple(world))


def _path(source: tuple[float, float], target: tuple[float, float], project: Projection) -> str:
    """Return a curve that ends at the edges of both marks; nothing for cities that touch."""
    (x1, y1), (x2, y2) = project(*source), project(*target)
    length = hypot(x2 - x1, y2 - y1)
    if length <= _LEAST:
        return ""
    along = ((x2 - x1) / length * MARK_RADIUS, (y2 - y1) / length * MARK_RADIUS)
    bend = (x1 + x2) / 2 + (y2 - y1) * _BEND, (y1 + y2) / 2 - (x2 - x1) * _BEND
    start, end = (x1 + along[0], y1 + along[1]), (x2 - along[0], y2 - along[1])
    return f"M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
