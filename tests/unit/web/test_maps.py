"""Marks and names on the maps: in the right place, inside the picture, none over another."""

from dataclasses import dataclass
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.web.maps import (
    EUROPE_HEIGHT,
    WIDTH,
    WORLD_HEIGHT,
    MapLayout,
    Mark,
    in_europe,
    label_box,
    map_layout,
    overlap,
    to_europe,
    to_world,
)


@dataclass(frozen=True)
class City:
    name: str
    latitude: float | None
    longitude: float | None
    role: str = "observer"

    @property
    def slug(self) -> str:
        return self.name.casefold()


OUR_CITIES = (
    City("Munich", 48.1374, 11.5755),
    City("Vienna", 48.2082, 16.3738),
    City("Lyon", 45.764, 4.8357),
    City("Santiago de Compostela", 42.8782, -8.5448),
    City("Sofia", 42.6977, 23.3219),
    City("Venice", 45.4371, 12.3326),
    City("Kyiv", 50.4501, 30.5234),
    City("Yokohama", 35.4437, 139.638),
)

some_city = st.builds(
    City,
    name=st.text(min_size=1, max_size=40),
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
)


def boxes(marks: tuple[Mark, ...]) -> list[tuple[float, float, float, float]]:
    return [label_box(mark.city.name, mark.x, mark.y, mark.label) for mark in marks if mark.label]


def test_the_seven_european_cities_stand_on_europe_and_yokohama_on_the_world() -> None:
    layout = map_layout(OUR_CITIES)
    assert [mark.city.name for mark in layout.world] == ["Yokohama"]
    assert {mark.city.name for mark in layout.europe} == {city.name for city in OUR_CITIES} - {"Yokohama"}


def test_each_of_our_cities_shows_its_name() -> None:
    layout = map_layout(OUR_CITIES)
    assert all(mark.label for mark in layout.europe + layout.world)


def test_the_map_has_north_up_and_east_right() -> None:
    places = {city.name: to_europe(city.longitude or 0, city.latitude or 0) for city in OUR_CITIES}
    assert places["Kyiv"][0] > places["Vienna"][0] > places["Munich"][0] > places["Lyon"][0]
    assert places["Kyiv"][1] < places["Munich"][1] < places["Sofia"][1]


def test_europe_is_drawn_to_equal_area() -> None:
    def area(lon: float, lat: float) -> float:
        (x, y), (east_x, east_y), (north_x, north_y) = (
            to_europe(lon, lat),
            to_europe(lon + 0.01, lat),
            to_europe(lon, lat + 0.01),
        )
        return abs((east_x - x) * (north_y - y) - (north_x - x) * (east_y - y))

    # a degree of longitude shrinks with the cosine of the latitude: 0.8192 at 35 degrees, 0.5 at 60
    assert area(10, 60) / area(10, 35) == pytest.approx(0.5 / 0.8192, rel=0.001)


def test_equal_earth_agrees_with_its_published_proportions() -> None:
    west, east = to_world(-180, 0)[0], to_world(180, 0)[0]
    top, bottom = to_world(0, 90)[1], to_world(0, -90)[1]
    assert (bottom - top) / (east - west) == pytest.approx(0.48663, abs=0.0001)
    assert west == pytest.approx(0, abs=0.5)
    assert east == pytest.approx(WIDTH, abs=0.5)


def test_the_far_side_of_the_earth_is_not_in_europe() -> None:
    assert not in_europe(-170, 80)
    assert not in_europe(139.6, 35.4)
    assert in_europe(23.7, 38.0)


def test_a_city_without_coordinates_is_in_the_table_only() -> None:
    unknown = City("Nowhere", None, None)
    assert map_layout([unknown]) == MapLayout(europe=(), world=(), cities=(unknown,))


def test_two_cities_at_one_place_show_one_name_only_where_there_is_no_room_for_both() -> None:
    crowd = [City(f"Twenty letters of it {n}", 48.0, 11.0) for n in range(12)]
    marks = map_layout(crowd).europe
    assert len(marks) == 12
    assert any(mark.label is None for mark in marks)


@given(st.lists(some_city, max_size=25))
def test_no_name_covers_another_or_leaves_the_picture(cities: list[City]) -> None:
    layout = map_layout(cities)
    for marks, height in ((layout.europe, EUROPE_HEIGHT), (layout.world, WORLD_HEIGHT)):
        assert all(0 < mark.x < WIDTH and 0 < mark.y < height for mark in marks)
        found = boxes(marks)
        assert all(box[0] >= -0.1 and box[2] <= WIDTH + 0.1 for box in found)
        shrunk = [(left + 0.1, top + 0.1, right - 0.1, bottom - 0.1) for left, top, right, bottom in found]
        assert not any(overlap(one, two) for one, two in combinations(shrunk, 2))


@given(st.lists(some_city, max_size=25))
def test_every_city_with_coordinates_has_exactly_one_mark(cities: list[City]) -> None:
    layout = map_layout(cities)
    placed = [city for city in cities if city.latitude is not None and city.longitude is not None]
    assert len(layout.europe) + len(layout.world) == len(placed)
    assert layout.cities == tuple(cities)
