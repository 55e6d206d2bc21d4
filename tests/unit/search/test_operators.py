"""What narrows a search among its words, in the words of those who type it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.core.ids import CityId, ThemeId
from wiki.search.operators import taken_apart
from wiki.taxonomy.types import City, CityRole, Taxonomy, Theme

AT = datetime(2026, 11, 1, tzinfo=UTC)


def city(number: int, slug: str, *names: str) -> City:
    return City(
        id=CityId(number),
        slug=slug,
        name=names[0],
        country="XX",
        role=CityRole.FOLLOWER,
        population=None,
        latitude=None,
        longitude=None,
        description="",
        aliases=names[1:],
        updated_at=AT,
    )


DATA = Theme(
    id=ThemeId(1),
    slug="data",
    name="Smart Data",
    short_name="Data",
    description="",
    icon="",
    aliases=("Daten",),
    updated_at=AT,
)
TAXONOMY = Taxonomy(
    (DATA,),
    (
        city(1, "vienna", "Vienna", "Wien", "Відень"),
        city(2, "santiago", "Santiago de Compostela"),
        city(3, "venice", "Venice", "Venezia"),
        city(4, "yokohama", "Yokohama", "横浜"),
    ),
)


@pytest.mark.parametrize(
    ("asked", "facet", "value"),
    [
        ("theme:data", "theme", "data"),
        ("Thema:Daten", "theme", "data"),
        ("thème:DATEN", "theme", "data"),
        ("city:vienna", "city", "vienna"),
        ("stadt:Wien", "city", "vienna"),
        ("місто:Відень", "city", "vienna"),
        ("都市:横浜", "city", "yokohama"),
        ("都市：横浜", "city", "yokohama"),
        ('ciudad:"Santiago de Compostela"', "city", "santiago"),
        ("ville:„santiago de compostela“", "city", "santiago"),
        ("city:santi", "city", "santiago"),
        ("kind:news", "kind", "news"),
        ("Art:Praxisbeispiel", "kind", "practice"),
        ("art:meldungen", "kind", "news"),
        ("art:Aktuelles", "kind", "news"),
        ("language:deutsch", "language", "de"),
        ("year:2019", "year", "2019"),
    ],
)
def test_a_value_is_chosen_by_any_of_its_names(asked: str, facet: str, value: str) -> None:
    assert taken_apart(f"warm {asked} homes", TAXONOMY) == ("warm homes", {facet: (value,)})


@pytest.mark.parametrize(
    "asked",
    [
        "city:Atlantis",
        "city:v",
        "city:",
        "year:19",
        "state:waiting",
        '"city:vienna"',
        "-city:vienna",
        "http://x",
        "a:b",
    ],
)
def test_what_nobody_knows_or_may_mean_several_stays_text(asked: str) -> None:
    assert taken_apart(f"{asked} homes", TAXONOMY) == (f"{asked} homes", {})


def test_choices_of_one_facet_are_alternatives() -> None:
    rest, choices = taken_apart("city:wien theme:data city:venice city:Vienna", TAXONOMY)
    assert (rest, choices) == ("", {"city": ("vienna", "venice"), "theme": ("data",)})


@given(st.text(st.sampled_from('ct:："iy -wen年'), max_size=40))
def test_any_text_is_understood(text: str) -> None:
    rest, choices = taken_apart(text, TAXONOMY)
    assert choices or rest == text
