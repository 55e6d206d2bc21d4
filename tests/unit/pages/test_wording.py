"""When words came into a text and when they went."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.pages.wording import Edit, Wording, stretches

TEXT = """## Heat

The **district** heating of [Vienna](/pages/vienna_(austria) "The city"), see [[Kyiv#Heat|the *other*
city]], costs 12.5 [million][note] “euros”.[^3]

| Wärmedämmung | Їжа |
| 再生可能エネルギー | ﬁnal ガス |
"""


@pytest.mark.parametrize(
    "words",
    [
        "the District\n heating",
        "heating of Vienna, see the other city, costs",
        "12.5 million euros",
        "warmedammung",
        "WÄRMEDÄMMUNG",
        "їжа",
        "可能エネ",
        "final",
        "> **see** [the other](http://example.org)",
        "distr",
        "heat the district",
    ],
)
def test_markdown_case_accents_and_white_space_make_no_difference(words: str) -> None:
    assert Wording(words).is_in([TEXT])


@pytest.mark.parametrize("words", ["austria", "eating", "heating Vienna", "カス", "Kyiv", "the city", "note"])
def test_other_words_and_addresses_are_not_found(words: str) -> None:
    assert not Wording(words).is_in([TEXT])


def test_words_are_not_found_across_texts() -> None:
    assert not Wording("one two").is_in(["one", "two"])
    assert Wording("one two").is_in(["x", "one\ntwo"])


@pytest.mark.parametrize("words", ["", " ", "**", "?!", "_"])
def test_nothing_is_looked_for_without_a_word(words: str) -> None:
    assert Wording(words).is_empty


def test_only_lines_that_the_text_before_lacks_are_read() -> None:
    wording = Wording("x")
    wording.is_in(["a" * 100 + "\nb\nc"])
    wording.is_in(["c\n" + "a" * 100 + "\nddd"])
    assert wording.has_read == 100 + 2 + 3


@pytest.mark.parametrize("sign", ["[[", "](", "](a(", "][", "[^", "](a  ", '](a "', "[[a|", "("])
def test_hostile_lines_are_read_at_once(sign: str) -> None:
    assert not Wording("zebra").is_in([sign * 50_000])


def told(says: str) -> list[tuple[int, int | None, int, int | None]]:
    """The stretches of a history, the oldest revision first, in which "x" says it: came, before, last, went."""
    edits = [(Edit(number=n, author="A", created_at=datetime(2026, 1, n, tzinfo=UTC), comment=""), sign == "x")
             for n, sign in enumerate(says, 1)]  # fmt: skip
    found = stretches(reversed(edits))
    return [(each.came.number, each.before, each.last, each.went and each.went.number) for each in found]


def test_stretches_tell_when_something_came_and_went() -> None:
    assert told("") == told("..") == []
    assert told("xx") == [(1, None, 2, None)]
    assert told(".xx.") == [(2, 1, 3, 4)]
    assert told("x..xx") == [(4, 3, 5, None), (1, None, 1, 2)]


@given(st.text(".x", max_size=20))
def test_stretches_hold_exactly_the_revisions_that_say_it(says: str) -> None:
    held = {number for came, _, last, _ in told(says) for number in range(came, last + 1)}
    assert held == {number for number, sign in enumerate(says, 1) if sign == "x"}


@given(st.lists(st.text("ab [](|*é\n", max_size=30), max_size=6), st.text("ab é*", max_size=5))
def test_texts_before_change_no_answer(texts: list[str], words: str) -> None:
    wording = Wording(words)
    assert [wording.is_in([text]) for text in texts] == [Wording(words).is_in([text]) for text in texts]
