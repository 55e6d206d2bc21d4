"""Arcs between cities, and lanes of moves: plain numbers within their drawing, whatever is drawn."""

import re
from datetime import UTC, date, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wiki.core.ids import CityId, PageId
from wiki.replication.types import Exit, Flow, Move, Practice, Replication, ReplicationId, ReplicationNews, Stage
from wiki.taxonomy.types import City, CityRole
from wiki.web.replication.arcs import arcs_of
from wiki.web.replication.lanes import MOST_LANES, WIDTH, lanes_of

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def city(slug: str, longitude: float | None, latitude: float | None) -> City:
    return City(
        id=CityId(1),
        slug=slug,
        name=slug,
        country="FR",
        role=CityRole.FOLLOWER,
        population=None,
        latitude=latitude,
        longitude=longitude,
        description="",
        aliases=(),
        updated_at=NOW,
    )


CITIES = {
    place.slug: place
    for place in (
        *(city("munich", 11.6, 48.1), city("sofia", 23.3, 42.7), city("yokohama", 139.6, 35.4)),
        *(city("nowhere", None, None), city("suburb", 11.6, 48.1)),
    )
}


def replication(number: int) -> Replication:
    practice = Practice(
        id=PageId(1), slug="lamps", title="Lamps", language="en", edition=None, theme=None, cities=("munich",)
    )
    return Replication(
        id=ReplicationId(number),
        practice=practice,
        edition=None,
        city="sofia",
        district="",
        title="",
        blocks=(),
        responsible_id=None,
        responsible="",
        stage=Stage.INTEREST,
        exit=Exit.NONE,
        reason="",
        shared=True,
        since=NOW.date(),
        created_at=NOW,
        created_by="",
        updated_at=NOW,
        version=1,
        is_whole=False,
    )


def arcs(source: str, target: str) -> tuple[int, int]:
    made = arcs_of([Flow(source=source, target=target, replications=(replication(1),))], CITIES)
    return len(made.europe), len(made.world)


def test_an_arc_is_drawn_where_both_cities_are() -> None:
    assert arcs("munich", "sofia") == (1, 0)
    assert arcs("munich", "yokohama") == arcs("yokohama", "munich") == (0, 1)
    assert arcs("munich", "nowhere") == arcs("munich", "suburb") == (0, 0)


def test_there_and_back_do_not_lie_on_each_other() -> None:
    flows = [
        Flow(source=a, target=b, replications=(replication(1),)) for a, b in pairwise(("munich", "sofia", "munich"))
    ]
    there, back = arcs_of(flows, CITIES).europe
    bends = [re.findall(r"Q([\d.]+ [\d.]+)", arc.path) for arc in (there, back)]
    assert bends[0] != bends[1]


def news(number: int, day: date) -> ReplicationNews:
    move = Move(
        id=1,
        replication=ReplicationId(number),
        from_stage=None,
        from_exit=None,
        to_stage=Stage.INTEREST,
        to_exit=Exit.NONE,
        happened_on=day,
        evidence="",
        link="",
        note="",
        at=NOW,
        actor="",
    )
    return ReplicationNews(move=move, replication=replication(number))


@given(st.lists(st.tuples(st.integers(1, 60), st.dates()), min_size=1, max_size=120))
def test_every_dot_and_tick_is_within_the_drawing(moved: list[tuple[int, date]]) -> None:
    drawing = lanes_of([news(number, day) for number, day in moved])
    assert drawing
    assert len(drawing.lanes) == min(len({number for number, _ in moved}), MOST_LANES)
    assert len(drawing.ticks) <= 8
    for lane in drawing.lanes:
        assert 0 < lane.y < drawing.height
        assert all(0 <= dot.x <= WIDTH for dot in lane.dots)
    assert all(0 <= tick.x <= WIDTH for tick in drawing.ticks)


def test_nothing_moved_is_no_drawing() -> None:
    assert lanes_of([]) is None
