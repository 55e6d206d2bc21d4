"""What a request must say, which requests are alike, and which questions may be counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.demand.rules import LONGEST_QUESTION, TITLE_MAX, alike, countable, draft_errors
from wiki.demand.types import RequestDraft
from wiki.search.analysis import title_key


def errors(**fields: str) -> set[str]:
    draft = RequestDraft(**{"title": "Heat pumps", "why": "We have 300 listed houses."} | fields)
    return set(draft_errors(draft, themes={"heating"}, cities={"munich"}))


def test_a_request_says_what_and_why_and_names_what_is_there() -> None:
    assert errors() == set()
    assert errors(theme="heating", city="munich") == set()
    assert errors(title="ab", why="") == {"title", "why"}
    assert errors(title="x" * (TITLE_MAX + 1)) == {"title"}
    assert errors(theme="nothing", city="nowhere") == {"theme", "city"}


def near(asked: str, *others: str) -> tuple[int, ...]:
    return alike(title_key(asked), dict(enumerate(map(title_key, others))), most=3)


def test_requests_in_other_words_for_the_same_are_alike() -> None:
    assert near("Heat pumps in listed buildings", "Shared bicycles", "A heat pump for a listed building") == (1,)
    assert near("Wärmepumpe im Altbau", "Wärmepumpen in Altbauten") == (0,)
    assert near("歴史的建造物のヒートポンプ", "ヒートポンプ") == (0,)
    assert near("Heat pumps", "Street lamps") == ()
    assert near("the", "the") == ()


def test_the_nearest_comes_first_and_only_so_many_are_told() -> None:
    assert near("heat pumps old towns", "heat pumps", "heat pumps towns mountains", *["heat pumps"] * 9) == (0, 2, 3)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Heat Pumps!", "heat pumps"),
        ("wärmepumpe  ALTBAU", "warmepumpe altbau"),
        ("ヒートポンプ", title_key("ヒートポンプ")),
        ("CO2 2030", "co2 2030"),
    ],
)
def test_a_question_is_counted_as_titles_are_compared(text: str, key: str) -> None:
    assert countable(text) == key


@pytest.mark.parametrize(
    "text",
    [
        *("ada@example.org", "mail ada @ example", "https://example.org/secret", "www.example.org"),
        *("0151 2345678", "+49 (89) 123-456", "4711 1234 5678 9999", "AB 123456"),
        *("ab", "", "!!!", "2030", "a b c d e f g h i", "x" * (LONGEST_QUESTION + 1)),
    ],
)
def test_what_may_name_a_person_or_is_no_question_is_not_counted(text: str) -> None:
    assert countable(text) is None


@given(st.text(max_size=200))
def test_any_text_has_an_answer_that_fits_its_column(text: str) -> None:
    key = countable(text)
    assert key is None or (3 <= len(key) <= LONGEST_QUESTION and "\x00" not in key and "@" not in key)
