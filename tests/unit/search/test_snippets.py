"""The passage a reader sees below a hit."""

from hypothesis import given
from hypothesis import strategies as st

from wiki.search.analysis import terms_of_query
from wiki.search.marking import marker
from wiki.search.snippets import PASSAGE_LENGTH, marked, snippet
from wiki.search.types import Span

FILLING = "Nothing of that kind is said in this sentence. " * 20


def shown(question: str, body: str, summary: str = "", language: str = "en") -> str:
    """The snippet with its marks in brackets."""
    return written(snippet(body, summary, language, marker(terms_of_query(question))).spans)


def marks(question: str, text: str, language: str = "en") -> str:
    return written(marked(text, language, marker(terms_of_query(question))))


def written(spans: tuple[Span, ...]) -> str:
    return "".join(f"[{span.text}]" if span.marked else span.text for span in spans)


def test_words_are_marked_by_stem() -> None:
    assert marks("refurbish city", "Cities refurbished it, not furbished") == "[Cities] [refurbished] it, not furbished"


def test_a_beginning_is_not_a_match() -> None:
    assert marks("heat", "heather and wheat, heats") == "heather and wheat, [heats]"


def test_a_sentence_is_shown_rather_than_a_list_that_repeats_its_word() -> None:
    body = f"{FILLING}The heat comes from the river. {FILLING}Share of heat, %; heat fed in, %; heat, total"
    assert "The [heat] comes from the river." in shown("heat", body)
    assert "[heat] [fed] in" in shown("heat fed", body)


def test_accents_and_compounds_are_marked_as_they_stand() -> None:
    assert marks("strasse munchen", "Die Straße in München", "de") == "Die [Straße] in [München]"
    assert marks("Muenchen", "in München", "de") == "in [München]"
    assert marks("emobility", "all e-mobility stations") == "all [e-mobility] stations"
    assert marks("energy", "a low-energy house") == "a low-[energy] house"
    assert marks("energetique", "Bâtiment énergétique", "fr") == "Bâtiment [énergétique]"


def test_pairs_of_characters_become_one_mark() -> None:
    assert marks("東京都", "これは東京都です", "ja") == "これは[東京都]です"


def test_a_letter_that_grows_in_lower_case_moves_nothing() -> None:
    assert marks("heat", "İİİ heat") == "İİİ [heat]"


def test_the_passage_with_most_different_words_is_taken() -> None:
    body = f"Heating, heating, heating. {FILLING} District heating for Vienna began here. {FILLING}"
    assert shown("district heating Vienna", body).startswith("…[District] [heating] for [Vienna] began here.")


def test_a_snippet_is_short_and_cut_between_words() -> None:
    text = shown("zzz", FILLING)
    assert len(text) <= PASSAGE_LENGTH + 1
    assert text.endswith("…")
    assert text[:-1].split()[-1] in FILLING.split()


def test_the_summary_stands_in_where_the_body_says_nothing() -> None:
    assert shown("vienna", FILLING, "All about Vienna") == "All about [Vienna]"
    assert shown("vienna", "In Vienna.", "All about Vienna") == "In [Vienna]."


def test_empty_texts_have_no_snippet() -> None:
    assert snippet("", "", "en", marker(terms_of_query("x"))).spans == ()


def test_lines_are_joined() -> None:
    assert shown("heat", "One.\n\n  Two heat") == "One. Two [heat]"


def test_a_heading_or_an_item_of_a_list_is_parted_from_what_follows() -> None:
    body = "What it takes\nA lamp post\nPower at night.\nA sensor"
    assert shown("takes", body) == "What it [takes] · A lamp post · Power at night. A sensor"


@given(st.text(), st.text())
def test_marking_changes_no_letter(question: str, text: str) -> None:
    spans = marked(text, "en", marker(terms_of_query(question)))
    assert "".join(span.text for span in spans) == text


@given(st.text(alphabet="ab e-ü東京. \n", max_size=600), st.text(alphabet="ab e-ü東京"))
def test_a_snippet_is_made_of_the_body(body: str, question: str) -> None:
    text = "".join(span.text for span in snippet(body, "", "de", marker(terms_of_query(question))).spans)
    assert "".join(text.strip("…").replace("·", "").split()) in "".join(body.split())
