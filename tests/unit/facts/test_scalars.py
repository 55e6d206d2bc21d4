from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.facts.scalars import Wrong, read_scalar, read_words
from wiki.facts.types import Field, Kind

TEXT = Field(key="t", label="T", kind=Kind.TEXT, longest=20)
PROSE = Field(key="p", label="P", kind=Kind.PROSE, longest=200)
WORDS = Field(key="w", label="W", kind=Kind.PROSE, longest=5, counts_words=True)
CHOICE = Field(key="c", label="C", kind=Kind.CHOICE, vocabulary="phase")
CHOICES = Field(key="s", label="S", kind=Kind.CHOICES, vocabulary="level")
DATE = Field(key="d", label="D", kind=Kind.DATE)
NUMBER = Field(key="n", label="N", kind=Kind.NUMBER, least=0, most=100)
WHOLE = Field(key="i", label="I", kind=Kind.NUMBER, is_whole=True)
YES_NO = Field(key="y", label="Y", kind=Kind.YES_NO)
LINK = Field(key="l", label="L", kind=Kind.LINK, longest=60)
SINGLE = (TEXT, PROSE, WORDS, CHOICE, DATE, NUMBER, WHOLE, YES_NO, LINK)

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NOTHING = ["", "  ", "\n", "\x00", "\u200b", "\ufeff \u2060", "\ud800", "\x85"]
PLACEHOLDERS = [
    *("tbd", "TBD", "T.B.D.", "(tbd)", "[tbd]", "**TBD**", "Not defined yet", "not defined yet.", "To be defined …"),
    *("N/A", "n.a.", "N.A.", "noch offen", "Noch  offen!", "folgt", "k. A.", "à définir", "Por definir", "da definire"),
    *("неизвестно", "未定", "未定。", "?", "???", "-", "—", "...", "…", "x", "todo", "to\u200bdo", "coming soon"),
]


@pytest.mark.parametrize("field", SINGLE, ids=lambda field: field.key)
@pytest.mark.parametrize("given_value", [None, *NOTHING])
def test_nothing_is_no_value(field, given_value):
    assert read_scalar(field, given_value) is None


@pytest.mark.parametrize("field", [*SINGLE, CHOICES], ids=lambda field: field.key)
def test_what_only_says_that_nothing_is_known_is_refused_everywhere(field):
    for placeholder in PLACEHOLDERS:
        with pytest.raises(Wrong):
            (read_words if field is CHOICES else read_scalar)(field, placeholder)


@pytest.mark.parametrize("text", ["None", "x-ray", "No standards", "Offenbach", "TBD Ltd", "0", "Folgt man dem Rat"])
def test_what_says_something_is_taken(text):
    assert read_scalar(TEXT, text) == text


@pytest.mark.parametrize("field", [CHOICE, DATE, NUMBER, WHOLE, YES_NO, LINK], ids=lambda field: field.key)
@pytest.mark.parametrize("text", ["13 (15/17) classrooms", "near the station", "485 flats", "maybe", "Operation, soon"])
def test_free_text_does_not_land_in_a_typed_slot(field, text):
    with pytest.raises(Wrong):
        read_scalar(field, text)


@pytest.mark.parametrize("field", SINGLE, ids=lambda field: field.key)
@pytest.mark.parametrize("given_value", [[], ["a"], {}, {"a": 1}, 2.5j, b"2018", object()])
def test_what_is_no_single_value_is_refused(field, given_value):
    with pytest.raises(Wrong):
        read_scalar(field, given_value)


@pytest.mark.parametrize("given_value", [True, False])
def test_yes_is_no_number_and_no_text(given_value):
    for field in SINGLE:
        if field is YES_NO:
            assert read_scalar(field, given_value) is given_value
        else:
            with pytest.raises(Wrong):
                read_scalar(field, given_value)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 1e300, 10**400, -(10**15)])
def test_numbers_that_cannot_be_stored_are_refused(number):
    for field in (NUMBER, WHOLE, DATE, YES_NO):
        with pytest.raises(Wrong):
            read_scalar(field, number)


@pytest.mark.parametrize("field", [*SINGLE, CHOICES], ids=lambda field: field.key)
@given(given_value=JSON)
def test_whatever_a_program_sends_is_a_value_or_an_error(field, given_value):
    read = read_words if field is CHOICES else read_scalar
    for typed in (False, True):
        try:
            value = read(field, given_value, typed=typed)
        except Wrong:
            continue
        if value is not None:
            assert read(field, [*value] if field is CHOICES else value, typed=True) == value
            assert value != ""


@pytest.mark.parametrize(
    ("field", "given_value", "value"),
    [
        *(
            (NUMBER, "12,5", 12.5),
            (NUMBER, 12.0, 12),
            (WHOLE, 5.0, 5),
            (WHOLE, "1 200", 1200),
            (NUMBER, 1 / 3, 0.333333333),
        ),
        *((YES_NO, "yes", True), (YES_NO, "On", True), (YES_NO, "0", False), (YES_NO, "False", False)),
        *((DATE, 2018, "2018"), (DATE, date(2018, 7, 6), "2018-07-06"), (DATE, "6.7.2018", "2018-07-06")),
        *((CHOICE, " planning ", "planning"), (TEXT, " a \n\t b\x0bc ", "a b c"), (TEXT, "a\x00b", "ab")),
        *((PROSE, "a\r\nb\rc\u2028d\n", "a\nb\nc\nd"), (PROSE, "*a*  \n\n- b", "*a*  \n\n- b")),
        *((LINK, " https://example.org/a ", "https://example.org/a"), (LINK, "/files/a/b.pdf", "/files/a/b.pdf")),
    ],
)
def test_values_are_stored_in_one_form(field, given_value, value):
    read = read_scalar(field, given_value)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("field", "given_value"),
    [
        *((NUMBER, -0.5), (NUMBER, 101), (WHOLE, 1.5), (WHOLE, "1,5"), (NUMBER, "1,200"), (YES_NO, 1), (YES_NO, 2)),
        *((YES_NO, ["yes"]), (DATE, 2018.5), (DATE, datetime(2018, 7, 6)), (CHOICE, "Planning"), (CHOICE, 3)),  # noqa: DTZ001 - YAML has such
        *((TEXT, "a" * 21), (PROSE, "a" * 201), (WORDS, "one two three four five six"), (WORDS, "a" * 101)),
        *((LINK, "javascript:alert(1)"), (LINK, "http://[::1"), (LINK, "https://"), (LINK, "https://:80/")),
        *(
            (LINK, "//example.org"),
            (LINK, "https://a b"),
            (LINK, "/admin"),
            (LINK, "ftp://example.org"),
            (LINK, "a" * 99),
        ),
        *((LINK, "https://a\u2003b.org"), (LINK, "/pages/a b")),
    ],
)
def test_what_a_field_cannot_hold_is_refused(field, given_value):
    with pytest.raises(Wrong):
        read_scalar(field, given_value)


@pytest.mark.parametrize(
    ("field", "given_value"),
    [
        *((NUMBER, "12"), (NUMBER, ""), (YES_NO, "true"), (YES_NO, 1), (YES_NO, ""), (DATE, 2018), (DATE, "6.7.2018")),
        *((DATE, date(2018, 7, 6)), (TEXT, 5), (CHOICE, ["planning"])),
    ],
)
def test_programs_send_values_of_their_type(field, given_value):
    with pytest.raises(Wrong):
        read_scalar(field, given_value, typed=True)


def test_words_stand_once_in_the_vocabularys_order():
    assert read_words(CHOICES, ["local", "eu", "local", " "]) == ("eu", "local")
    assert read_words(CHOICES, "eu") == ("eu",)
    assert read_words(CHOICES, []) is None
    assert read_words(CHOICES, "") is None


@pytest.mark.parametrize("given_value", [0, False, {}, "Europe", ["eu", 5], ["eu", None], {"eu": 1}, [["eu"]]])
def test_what_is_no_list_of_words_is_refused(given_value):
    with pytest.raises(Wrong):
        read_words(CHOICES, given_value)


def test_programs_send_words_as_a_list():
    with pytest.raises(Wrong):
        read_words(CHOICES, "eu", typed=True)


def test_a_long_abstract_is_told_in_words_and_one_without_spaces_in_characters():
    with pytest.raises(Wrong, match="At most 5 words; you have 6"):
        read_scalar(WORDS, "one two three four five six")
    with pytest.raises(Wrong, match="At most 100 characters; you have 101"):
        read_scalar(WORDS, "市" * 101)
