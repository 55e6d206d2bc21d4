"""Titles offered when a question finds nothing."""

from hypothesis import given
from hypothesis import strategies as st

from wiki.search.near import MOST_TITLES, near_titles

TITLES = ["refurbishment of hauffgasse", "smart lamp posts", "district heating", "vienna", "東京"]


def test_a_typing_error_finds_its_title() -> None:
    assert near_titles("refurbishmant hauffgase", TITLES) == ["refurbishment of hauffgasse"]
    assert near_titles("vienan", TITLES) == ["vienna"]


def test_a_word_of_a_long_title_is_enough() -> None:
    assert near_titles("hauffgase", TITLES) == ["refurbishment of hauffgasse"]


def test_what_is_far_is_not_offered() -> None:
    assert near_titles("quantum chromodynamics", TITLES) == []
    assert near_titles("", TITLES) == []


def test_the_closest_come_first_and_few() -> None:
    titles = [f"smart lamp post {number}" for number in range(30)]
    near = near_titles("smart lamp post 7x", titles)
    assert near[0] == "smart lamp post 7"
    assert len(near) == MOST_TITLES


@given(st.text(), st.lists(st.text()))
def test_any_question_and_titles(wanted: str, titles: list[str]) -> None:
    assert set(near_titles(wanted, titles)) <= set(titles)
