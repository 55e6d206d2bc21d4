"""What people rely on when they type a word another way than it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.search.analysis import LONGEST_WORD, terms_of_document, terms_of_query, title_key, words_of


def finds(question: str, text: str, language: str = "en") -> bool:
    """Whether every word of the question has a stem in the text."""
    stems = terms_of_document(text, language).stems
    return all(any(stem in stems for stem in word.stems) for word in terms_of_query(question))


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("refurbish", "The block was refurbished", "en"),
        ("cities", "a city", "en"),
        ("LAMP Posts", "lamp post", "en"),
        ("Strasse", "Bodenseestraße und Straße", "de"),
        ("Muenchen", "in München", "de"),
        ("Munchen", "in München", "de"),
        ("München", "in Muenchen", "de"),
        ("München", "the Muenchen office", "en"),
        ("renovation energetique", "la rénovation énergétique", "fr"),
        ("citta", "le città", "it"),
        ("rehabilitación", "las rehabilitaciones de edificios", "es"),
        ("градове", "градовете", "bg"),
        ("жена", "жените", "bg"),
        ("мрежа", "мрежата", "bg"),
        ("вода", "водою", "uk"),
        ("школи", "школах", "uk"),
        ("міста", "містах", "uk"),
        ("東京", "東京都のエネルギー", "ja"),
        ("エネルギー政策", "地域エネルギー政策", "ja"),
        ("EU資金", "EU資金で", "ja"),
        ("emobility", "e-mobility", "en"),
        ("e-mobility", "emobility and mobility, e ", "en"),
        ("e mobility", "e-mobility", "en"),
        ("emobility", "e mobility", "en"),
        ("startup", "a start-up", "en"),
        ("kWh/m2a", "23 kWh/m²a", "en"),
        ("20%", "up to 20 %", "en"),
        ("1,35 km", "a line of 1.35 km", "en"),
        ("53532", "53,532 m2", "en"),
        ("open source", "**open-source**", "en"),
        ("energie", "l'énergie", "fr"),
        ("full width", "ｆｕｌｌ ｗｉｄｔｈ", "ja"),
        ("об'єкт", "обʼєкт", "uk"),
        ("Haus", "Haus", "xx"),
        ("mulţumesc", "multumesc", "ro"),
    ],
)
def test_other_spellings_find_the_word(question: str, text: str, language: str) -> None:
    assert finds(question, text, language)


@pytest.mark.parametrize(("question", "text"), [("heat", "wheat"), ("20", "2017"), ("1.35", "135"), ("京都", "東京")])
def test_other_words_are_not_found(question: str, text: str) -> None:
    assert not finds(question, text)


def test_function_words_of_the_questions_language_are_dropped() -> None:
    words = [word.word for word in terms_of_query("Was ist die Fernwärme in der Stadt?")]
    assert words == ["fernwarme", "stadt"]


def test_a_question_of_function_words_alone_keeps_them() -> None:
    assert [word.word for word in terms_of_query("who was it")] == ["who", "was", "it"]


def test_a_document_counts_words_and_keeps_their_order() -> None:
    terms = terms_of_document("The heat of the heating", "en")
    assert terms.stems == {"heat": 2}
    assert terms.words == {"heat": 1, "heating": 1}
    assert terms.sequence == ("the", "heat", "of", "the", "heating")
    assert terms.length == 2


def test_titles_differ_by_more_than_case_accents_and_punctuation() -> None:
    assert title_key("E-Mobility: Überblick!") == title_key("e mobility uberblick")
    assert title_key("Vienna") != title_key("Vienna 2")
    assert title_key("???") != title_key("!")


def test_an_endless_word_is_cut() -> None:
    assert all(len(word) <= LONGEST_WORD for word in words_of("x" * 100_000))


@given(st.text(), st.sampled_from(["de", "en", "fr", "es", "it", "bg", "uk", "ja", "xx", ""]))
def test_any_text_is_found_by_itself(text: str, language: str) -> None:
    stems = terms_of_document(text, language or "xx").stems
    sequence = terms_of_document(text, language or "xx").sequence
    missed = [word for word in terms_of_query(text) if not any(stem in stems for stem in word.stems)]
    function_words = [word.word for word in missed]
    assert set(function_words) <= set(sequence) - set(terms_of_document(text, language or "xx").words)
