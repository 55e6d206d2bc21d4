"""What quotes and minus do, and that nothing else does anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.search.query import MOST_WORDS, parse


def words(text: str) -> list[str]:
    return [word.word for word in parse(text).words]


def test_quotes_make_a_phrase_whose_words_are_ranked_too() -> None:
    question = parse('heating "district of Vienna"')
    assert question.phrases == (("district", "of", "vienna"),)
    assert [word.word for word in question.words] == ["heating", "district", "vienna"]


@pytest.mark.parametrize("quoted", ["“smart city”", "„smart city“", "«smart city»", '"smart city"'])
def test_quotes_of_any_country_do(quoted: str) -> None:
    assert parse(quoted).phrases == (("smart", "city"),)


def test_minus_excludes_a_word_or_a_phrase() -> None:
    question = parse('heating -gas -"smart city" -e-mobility')
    assert [word.word for word in question.excluded_words] == ["gas"]
    assert question.excluded_phrases == (("smart", "city"), ("e", "mobility"))
    assert [word.word for word in question.words] == ["heating"]


@pytest.mark.parametrize(
    "text", ['heating "pumps', "heating - pumps", "heating* AND (pumps", "title:heating ?pumps", 'heating"" pumps"']
)
def test_stray_syntax_is_text(text: str) -> None:
    question = parse(text)
    assert {"heating", "pumps"} <= {word.word for word in question.words}
    assert (question.phrases, question.excluded_words, question.excluded_phrases) == ((), (), ())


def test_a_hyphen_within_a_word_excludes_nothing() -> None:
    assert not parse("low-energy").excluded_words


def test_a_phrase_of_function_words_narrows_nothing() -> None:
    assert parse('"to be or not to be"').phrases == ()


def test_nothing_typed_is_not_the_same_as_nothing_usable() -> None:
    assert parse("  \n").is_empty
    assert not parse("?!").is_empty
    assert parse("-gas").only_excludes
    assert not parse("heat -gas").only_excludes


def test_a_very_long_question_is_cut() -> None:
    assert len(words(" ".join(f"word{number}" for number in range(500)))) == MOST_WORDS


@given(st.text())
def test_any_text_is_understood(text: str) -> None:
    question = parse(text)
    assert len(question.words) <= MOST_WORDS


@given(st.text(alphabet='ab-" “”é'))
def test_any_order_of_quotes_and_minus_is_understood(text: str) -> None:
    question = parse(text)
    assert all(question.phrases)
    assert all(question.excluded_phrases)
