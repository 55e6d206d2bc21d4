"""Who has solved the like: by category and theme, or by words both tell; never oneself."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wiki.experience.challenges import MOST_SOLVERS, Challenge, Narrowing, first_of, matched, telling_words


def challenge(key: str, text: str = "", **told: Any) -> Challenge:
    defaults: dict[str, Any] = {
        "language": "en",
        "category": "technical",
        "phase": "",
        "severity": None,
        "help_wanted": False,
        "solved": "",
        "themes": ("data",),
        "cities": ("vienna",),
        "slug": key,
        "practice": key,
        "practice_language": "en",
    }
    return Challenge(**defaults | {"key": key, "text": text} | told)


def solvers(asked: Challenge, *solved: Challenge) -> list[str]:
    [found] = matched([asked], solved)
    return [each.key for each in found.solvers]


def test_the_same_category_and_theme_is_alike_and_so_are_two_shared_words() -> None:
    asked = challenge("q", "Tenants refuse the rising charges")
    near, words, far = (
        challenge("near", "Something else"),
        challenge("words", "Charges that tenants feared", category="social", themes=()),
        challenge("far", "Tenants objected", category="social"),
    )
    assert solvers(asked, far, near, words) == ["words", "near"]


def test_nobody_answers_themselves_but_the_source_answers_who_takes_it_up() -> None:
    there = challenge("q", replication=1, slug="lamps")
    assert solvers(there, challenge("own", replication=1, slug="lamps")) == []
    assert solvers(there, challenge("source", slug="lamps")) == ["source"]


def test_help_wanted_comes_first_then_what_weighs_most() -> None:
    asked = [challenge("a", severity=5), challenge("b", help_wanted=True), challenge("c", severity=2)]
    assert [each.key for each in first_of(asked, 2)] == ["b", "a"]
    assert [each.challenge.key for each in matched(first_of(asked, None), [])] == ["b", "a", "c"]


def test_what_is_in_every_text_tells_nothing() -> None:
    assert telling_words("There would be OTHER Cities, Wärme") == {"wärme"}


_texts = st.lists(st.sampled_from(["tenants", "charges", "masts", "cables", "about"]), max_size=4).map(" ".join)
_any = st.builds(
    challenge,
    st.integers().map(str),
    _texts,
    category=st.sampled_from(["technical", "social"]),
    themes=st.sampled_from([(), ("data",), ("data", "heating")]),
    help_wanted=st.booleans(),
    slug=st.sampled_from(["lamps", "heat"]),
    replication=st.sampled_from([None, 1, 2]),
)


@given(st.lists(_any, max_size=6), st.lists(_any, max_size=6))
def test_all_are_asked_and_whoever_answers_is_alike(asked: list[Challenge], solved: list[Challenge]) -> None:
    found = matched(asked, solved)
    assert sorted(each.challenge.key for each in found) == sorted(each.key for each in asked)
    for each in found:
        assert len(each.solvers) <= MOST_SOLVERS
        for solver in each.solvers:
            assert solver.owner != each.challenge.owner
            shared = telling_words(solver.text) & telling_words(each.challenge.text)
            is_near = solver.category == each.challenge.category and set(solver.themes) & set(each.challenge.themes)
            assert is_near or len(shared) > 1


@given(_any)
def test_a_choice_of_nothing_leaves_all(each: Challenge) -> None:
    assert Narrowing().leaves(each)
    assert not Narrowing(city="lyon").leaves(each)
    assert Narrowing(keys=frozenset({each.key})).leaves(each)
    assert not Narrowing(keys=frozenset({"x"})).leaves(each)
