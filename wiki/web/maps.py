"""Where cities stand on the maps: projections and label places, as plain numbers for a template to draw.

Lengths are user units of the drawing, 360 to the width of a panel, x to the right and y down. The outlines in
``static/img/map.svg`` were projected with the functions here (``docs/tools/make_map.py``), so they and the
marks agree.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

WIDTH = 360.0
EUROPE_HEIGHT = 262.0
WORLD_HEIGHT = 150.0
MARK_RADIUS = 7.0
LABEL_HEIGHT = 12.0
_LETTER_WIDTH = 6.3
_EDGE = 3.0

_ALBERS_LON, _ALBERS_LAT = 13.5, 48.2
_ALBERS_SCALE = 500.0
_PARALLELS = (40.0, 56.0)
_EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
_WORLD_SCALE = 66.4
_WORLD_MIDDLE = 81.0

Projection = Callable[[float, float], tuple[float, float]]
Box = tuple[float, float, float, float]


class Place(Protocol):
    """A city as the map needs it; degrees, or None where nobody entered a place yet."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


@dataclass(frozen=True, kw_only=True)
class Label:
    """Text beside a mark, relative to it; ``anchor`` is the SVG text-anchor."""

    dx: float
    dy: float
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One city on a panel; ``label`` is None where its name would cover another."""

    city: Place
    x: float
    y: float
    label: Label | None


@dataclass(frozen=True, kw_only=True)
class MapLayout:
    """What a map draws, and every city for the table beside it."""

    europe: tuple[Mark, ...]
    world: tuple[Mark, ...]
    cities: tuple[Place, ...]


def to_europe(longitude: float, latitude: float) -> tuple[float, float]:
    """Project degrees onto the panel of Europe: Albers, equal-area, so every country has its true size."""
    first, second = (radians(parallel) for parallel in _PARALLELS)
    n = (sin(first) + sin(second)) / 2
    c = cos(first) ** 2 + 2 * n * sin(first)
    turn = n * radians((longitude - _ALBERS_LON + 180) % 360 - 180)
    rho = sqrt(c - 2 * n * sin(radians(latitude))) / n
    middle = sqrt(c - 2 * n * sin(radians(_ALBERS_LAT))) / n
    x = WIDTH / 2 + _ALBERS_SCALE * rho * sin(turn)
    return x, EUROPE_HEIGHT / 2 - _ALBERS_SCALE * (middle - rho * cos(turn))


def to_world(longitude: float, latitude: float) -> tuple[float, float]:
    """Project degrees onto the world strip: Equal Earth (Šavrič, Patterson and Jenny, 2018)."""
    a1, a2, a3, a4 = _EQUAL_EARTH
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    east = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * slope)
    north = theta * (a1 + a2 * square + sixth * (a3 + a4 * square))
    return WIDTH / 2 + _WORLD_SCALE * east, _WORLD_MIDDLE - _WORLD_SCALE * north


def in_europe(longitude: float, latitude: float) -> bool:
    """Tell whether a mark at these degrees stands wholly on the panel of Europe."""
    far_side = abs((longitude - _ALBERS_LON + 180) % 360 - 180) > 90
    x, y = to_europe(longitude, latitude)
    margin = MARK_RADIUS + _EDGE
    return not far_side and margin <= x <= WIDTH - margin and margin <= y <= EUROPE_HEIGHT - margin


def map_layout(cities: Iterable[Place]) -> MapLayout:
    """Place cities on the panel of Europe, and those beyond its frame on the world strip."""
    everyone = tuple(cities)
    placed = [(city, city.longitude, city.latitude) for city in everyone]
    known = [(city, lon, lat) for city, lon, lat in placed if lon is not None and lat is not None]
    near = [place for place in known if in_europe(*place[1:])]
    far = [place for place in known if not in_europe(*place[1:])]
    return MapLayout(
        europe=_marks(near, to_europe, EUROPE_HEIGHT),
        world=_marks(far, to_world, WORLD_HEIGHT),
        cities=everyone,
    )


def _marks(places: Sequence[tuple[Place, float, float]], project: Projection, height: float) -> tuple[Mark, ...]:
    points = [project(lon, lat) for _, lon, lat in places]
    points = [(_within(x, WIDTH), _within(y, height)) for x, y in points]
    taken = [_around(x, y) for x, y in points]
    marks = []
    for (city, _, _), (x, y) in zip(places, points, strict=True):
        label, box = _free_label(city.name, x, y, height, taken)
        if box:
            taken.append(box)
        marks.append(Mark(city=city, x=round(x, 1), y=round(y, 1), label=label))
    return tuple(marks)


def label_box(name: str, x: float, y: float, label: Label) -> Box:
    """Estimate left, top, right, bottom of a label for the mark at (x, y)."""
    width = _LETTER_WIDTH * len(name)
    left = x + label.dx - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    bottom = y + label.dy + LABEL_HEIGHT / 4
    return left, bottom - LABEL_HEIGHT, left + width, bottom


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _free_label(name: str, x: float, y: float, height: float, taken: Iterable[Box]) -> tuple[Label | None, Box | None]:
    own = _around(x, y)
    others = [box for box in taken if box != own]
    for label in _candidates():
        box = label_box(name, x, y, label)
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= height
        if inside and not any(overlap(box, other) for other in others):
            return label, box
    return None, None


def _candidates() -> Iterator[Label]:
    """Places for a label, the best for reading first: beside the mark, above or below it, off a corner."""
    beside, above, below = MARK_RADIUS + 3, -MARK_RADIUS - 4, MARK_RADIUS + LABEL_HEIGHT
    yield Label(dx=beside, dy=4, anchor="start")
    yield Label(dx=-beside, dy=4, anchor="end")
    for dy in (above, below):
        yield Label(dx=0, dy=dy, anchor="middle")
        yield Label(dx=-MARK_RADIUS, dy=dy, anchor="start")
        yield Label(dx=MARK_RADIUS, dy=dy, anchor="end")


def _around(x: float, y: float) -> Box:
    return x - MARK_RADIUS, y - MARK_RADIUS, x + MARK_RADIUS, y + MARK_RADIUS


def _within(value: float, size: float) -> float:
    margin = MARK_RADIUS + _EDGE
    return min(max(value, margin), size - margin)
