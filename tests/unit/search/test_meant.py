"""Words that may be meant beside the one that was typed."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.search.compounds import joined, parts
from wiki.search.spelling import is_one_slip, near_words


class Words:
    """A vocabulary: each word and how common it is."""

    def __init__(self, **words: int) -> None:
        self._words = words

    def starting(self, beginning: str) -> Iterable[tuple[str, int]]:
        return [(word, common) for word, common in self._words.items() if word.startswith(beginning)]

    def commonness(self, word: str) -> int:
        return self._words.get(word, 0)


@pytest.mark.parametrize("typed", ["heatng", "heeating", "heatimg", "haeting", "heatign", "hating"])
def test_one_slip_is_found(typed: str) -> None:
    assert list(near_words(typed, Words(heating=3, lamp=1))) == [("heating", 3)]


def test_cyrillic_slips_are_found_in_the_second_letter_too() -> None:
    assert [word for word, _ in near_words("пилно", Words(пълно=1, полза=1))] == ["пълно"]


def test_neither_the_word_itself_nor_another_beginning_is_near() -> None:
    assert list(near_words("heat", Words(heat=1, seat=1, heats=2))) == [("heats", 2)]


@given(st.text("abc", min_size=2, max_size=6), st.sets(st.text("abc", min_size=1, max_size=7)))
def test_every_word_one_slip_away_with_the_same_beginning_is_found_once(word: str, vocabulary: set[str]) -> None:
    found = [other for other, _ in near_words(word, Words(**dict.fromkeys(vocabulary, 1)))]
    assert sorted(found) == sorted(each for each in vocabulary if each[0] == word[0] and is_one_slip(word, each))


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_a_slip_can_be_taken_back(one: str, two: str) -> None:
    assert is_one_slip(one, two) == is_one_slip(two, one)


def test_words_are_joined_as_german_does() -> None:
    words = Words(fernwarmenetz=2, gemeinderatsbeschluss=1)
    assert list(joined("fernwarme", "netz", words)) == [("fernwarmenetz", 2)]
    assert list(joined("gemeinderat", "beschluss", words)) == [("gemeinderatsbeschluss", 1)]
    assert list(joined("netz", "fernwarme", words)) == []
    assert list(joined("a", "bc", Words(abc=1))) == []


def test_a_compound_is_taken_apart_where_both_parts_are_words() -> None:
    assert parts("gemeinderatsbeschluss", Words(gemeinderat=4, beschluss=3, schluss=9)) == ("gemeinderat", "beschluss")
    assert parts("fernwarme", Words(fern=5)) == ()
    assert parts("warm" * 20, Words(warm=5)) == ()
