"""Words that stand together count more than the same words far apart."""

from hypothesis import given
from hypothesis import strategies as st

from wiki.search.marking import Occurrence, marker, occurrences
from wiki.search.nearness import nearness
from wiki.search.query import parse


def near(question: str, text: str) -> float:
    looked_for = marker(parse(question).words)
    return nearness(occurrences(text, "en", looked_for), [1.0] * len(set(looked_for.places.values())))


def test_one_sentence_is_nearer_than_two() -> None:
    together = "The workshop joined the follower cities."
    apart = "The follower cities met in Lyon. Later, after visits and many talks, there was a workshop."
    assert near("follower cities workshop", together) > near("follower cities workshop", apart) > 0


def test_the_nearest_place_counts() -> None:
    together = near("lamp post", "A lamp post.")
    assert near("lamp post", "A lamp here. " * 20 + "A lamp post.") == together
    assert near("lamp post", "A lamp post. " + "Here. " * 20 + "A post. " + "Here. " * 20 + "A lamp.") == together


def test_a_missing_word_and_a_single_word_are_never_near() -> None:
    assert near("lamp post", "A lamp.") == 0
    assert near("lamp", "A lamp.") == 0


def test_some_of_the_words_may_be_near_in_any_order() -> None:
    text = "The follower cities met."
    assert near("workshop follower cities", text) == near("workshop cities follower", text) > 0


def test_a_pair_counts_as_its_commoner_word() -> None:
    """ "the rare lamp" says little by "the rare", much by "rare lamp"."""
    found = [Occurrence(0, 3, 0), Occurrence(4, 8, 1)]
    assert nearness(found, [0.1, 5.0, 5.0]) < nearness(found, [5.0, 5.0, 0.1])


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 2))),
    st.lists(st.floats(0, 20), min_size=3, max_size=5),
)
def test_nearness_lies_between_nothing_and_one(places: list[tuple[int, int]], weights: list[float]) -> None:
    found = [Occurrence(start, start + 3, word) for start, word in sorted(places)]
    assert 0 <= nearness(found, weights) <= 1 + 1e-9
