"""Draw ``static/img/map.svg`` from Natural Earth outlines, as the npm package world-atlas 2 packs them.

    python docs/tools/make_map.py countries-50m.json land-110m.json > static/img/map.svg

Run it again after a change of projection or frame in ``wiki/web/maps.py``. It is not part of the product.
"""

# ruff: noqa: INP001 -- a script that stands alone, in no package

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
from wiki.web.maps import EUROPE_HEIGHT, WIDTH, WORLD_HEIGHT, Projection, to_europe, to_world

Point = tuple[float, float]
Line = list[Point]

# Wide enough for the frame of Europe; what lies beyond would fold over it when projected.
AROUND_EUROPE = (-50.0, 22.0, 75.0, 76.0)
WORLD_WITHOUT_POLES = (-180.0, -56.0, 180.0, 78.0)
PAGE_EDGE = 2.0


def arcs_of(atlas: dict[str, Any]) -> list[Line]:
    """Undo the packing of TopoJSON: running sums of steps, then degrees."""
    (kx, ky), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    lines = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * kx + tx, y * ky + ty))
        lines.append(line)
    return lines


def rings_of(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a polygon, a multipolygon or a collection, as numbers of arcs."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings_of(part)
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def joined(ring: Sequence[int], arcs: Sequence[Line]) -> Line:
    points: Line = []
    for number in ring:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += line[1:] if points else line
    return points


def unrolled(ring: Line) -> Iterator[Line]:
    """A ring without jumps at 180 degrees, and its copies a turn away; nothing for one round a pole."""
    turn = 0.0
    points = [ring[0]]
    for (before, _), (lon, lat) in pairwise(ring):
        turn += -360.0 if lon - before > 180 else 360.0 if before - lon > 180 else 0.0
        points.append((lon + turn, lat))
    if turn == 0.0:
        for offset in (-360.0, 0.0, 360.0):
            yield [(lon + offset, lat) for lon, lat in points]


def clip_ring(ring: Line, box: tuple[float, float, float, float]) -> Line:
    """Cut a ring at a box, one side after the other (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        kept: Line = []
        for one, two in zip(ring, ring[1:] + ring[:1], strict=True):
            one_in, two_in = (one[axis] - limit) * sign >= 0, (two[axis] - limit) * sign >= 0
            if one_in:
                kept.append(one)
            if one_in != two_in:
                share = (limit - one[axis]) / (two[axis] - one[axis])
                kept.append((one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1])))
        ring = kept
    return ring


def runs_within(line: Line, box: tuple[float, float, float, float]) -> Iterator[Line]:
    """The stretches of a line inside a box, each one point longer, so that it reaches the edge."""
    run: Line = []
    for point in line:
        run.append(point)
        inside = box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
        if not inside:
            if len(run) > 2:
                yield run
            run = [point]
    if len(run) > 1:
        yield run


def simplified(line: Line, tolerance: float) -> Line:
    """Leave out points nearer than ``tolerance`` to the line without them (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    far, at = 0.0, 0
    for i, (x, y) in enumerate(line[1:-1], 1):
        off = (
            abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            if length
            else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
        )
        if off > far:
            far, at = off, i
    if far <= tolerance:
        return [line[0], line[-1]]
    return simplified(line[: at + 1], tolerance)[:-1] + simplified(line[at:], tolerance)


def area(ring: Line) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def path(line: Line, *, close: bool) -> str:
    """SVG path data in tenths of a unit: steps, so that the numbers stay short."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in line]
    steps = [(x - px, y - py) for (px, py), (x, y) in pairwise(tenths) if (x, y) != (px, py)]
    if not steps:
        return ""
    text = "l" + " ".join(f"{dx} {dy}" for dx, dy in steps).replace(" -", "-")
    return f"M{tenths[0][0]} {tenths[0][1]}{text}" + ("z" if close else "")


def land(atlas: dict[str, Any], project: Projection, *, around: Any, page: Any, detail: float) -> str:
    arcs = arcs_of(atlas)
    paths = []
    rings = [turned for ring in rings_of(atlas["objects"]["land"]) for turned in unrolled(joined(ring, arcs))]
    for ring in rings:
        shape = clip_ring([project(*point) for point in clip_ring(ring, around)], page)
        if len(shape) > 3 and area(shape) > 8 * detail:
            half = len(shape) // 2
            outline = simplified(shape[: half + 1], detail)[:-1] + simplified([*shape[half:], shape[0]], detail)[:-1]
            paths.append(path(outline, close=True))
    return "".join(paths)


def borders(atlas: dict[str, Any], project: Projection, *, page: Any, detail: float) -> str:
    """The arcs that two countries share: no coast, and each border once."""
    arcs = arcs_of(atlas)
    users = Counter(
        arc if arc >= 0 else ~arc
        for country in atlas["objects"]["countries"]["geometries"]
        for ring in rings_of(country)
        for arc in ring
    )
    near = [
        [project(*point) for point in arcs[number]]
        for number, count in sorted(users.items())
        if count > 1 and all(-50 < lon < 75 and lat > 20 for lon, lat in arcs[number])
    ]
    runs = [run for line in near for run in runs_within(line, page)]
    return "".join(path(simplified(run, detail), close=False) for run in runs)


def graticule(project: Projection, *, lons: range, lats: range, step: int) -> str:
    meridians = [[project(lon, lat) for lat in range(lats.start, lats.stop + 1, 2)] for lon in lons]
    parallels = [[project(lon, lat) for lon in range(lons.start, lons.stop + 1, step)] for lat in lats]
    return "".join(path(line, close=False) for line in meridians + parallels)


def frame_on_world() -> str:
    west, south, east, north = -13, 33, 43, 61
    top = [to_world(lon, north) for lon in range(west, east + 1, 4)]
    bottom = [to_world(lon, south) for lon in range(east, west - 1, -4)]
    return path(top + bottom, close=True)


def main() -> None:
    detailed, coarse = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3])
    page = (-PAGE_EDGE, -PAGE_EDGE, WIDTH + PAGE_EDGE, EUROPE_HEIGHT + PAGE_EDGE)
    strip = (-PAGE_EDGE, -PAGE_EDGE, WIDTH + PAGE_EDGE, WORLD_HEIGHT + PAGE_EDGE)
    drawings = {
        "europe-grid": graticule(to_europe, lons=range(-40, 71, 10), lats=range(25, 71, 5), step=5),
        "europe-land": land(detailed, to_europe, around=AROUND_EUROPE, page=page, detail=0.22),
        "europe-borders": borders(detailed, to_europe, page=page, detail=0.22),
        "world-grid": graticule(to_world, lons=range(-180, 181, 30), lats=range(-30, 61, 30), step=10),
        "world-land": land(coarse, to_world, around=WORLD_WITHOUT_POLES, page=strip, detail=0.35),
        "world-frame": frame_on_world(),
    }
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg">',
        "<!-- Natural Earth (public domain), from world-atlas 2.0.2 (ISC) by docs/tools/make_map.py -->",
        *(f'<path id="{name}" transform="scale(.1)" d="{data}"/>' for name, data in drawings.items()),
        "</svg>",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
