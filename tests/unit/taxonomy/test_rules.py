from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import city_draft, theme_draft
from wiki.taxonomy.rules import ALIASES_MAX, NAME_MAX, alias_list, city_errors, theme_errors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kiev\nKyjiw, Київ", ("Kiev", "Kyjiw", "Київ")),
        ("a\r\n a \n\n,", ("a",)),
        ("", ()),
        ("x" * 300, ("x" * NAME_MAX,)),
    ],
)
def test_other_names_stand_on_lines_or_between_commas_each_once(text: str, names: tuple[str, ...]) -> None:
    assert alias_list(text) == names


@given(st.text())
def test_any_text_is_read_as_names(text: str) -> None:
    names = alias_list(text)
    assert len(names) <= ALIASES_MAX
    assert alias_list("\n".join(names)) == names


def test_a_good_draft_has_no_errors() -> None:
    assert theme_errors(theme_draft("Heat")) == {}
    assert city_errors(city_draft("Lyon")) == {}
    assert city_errors(replace(city_draft("Lyon"), latitude=None, longitude=None, population=None)) == {}


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("name", " ", "name"),
        ("name", "x" * 121, "name"),
        ("country", "DEU", "country"),
        ("country", "Ä1", "country"),
        ("role", "capital", "role"),
        ("population", 0, "population"),
        ("population", 10**9, "population"),
        ("latitude", None, "latitude"),
        ("latitude", 90.5, "latitude"),
        ("longitude", -181.0, "longitude"),
        ("latitude", float("nan"), "latitude"),
        ("description", "x" * 2001, "description"),
    ],
)
def test_what_a_city_cannot_be_is_named(field: str, value: object, named: str) -> None:
    assert list(city_errors(replace(city_draft("Lyon"), **{field: value}))) == [named]  # type: ignore[arg-type]


def test_a_theme_needs_both_its_names() -> None:
    assert set(theme_errors(theme_draft("", short_name=""))) == {"name", "short_name"}
