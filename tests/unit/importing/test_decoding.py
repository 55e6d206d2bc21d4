"""Bytes to text: UTF-8 first, Windows-1252 with a word about it, and what is no text not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.importing.decoding import decode
from wiki.importing.types import UnreadableFile


def test_utf_8_with_or_without_its_mark_is_read_as_it_is():
    assert decode("Käse".encode()) == ("Käse", ())
    assert decode("Käse".encode("utf-8-sig")) == ("Käse", ())


def test_windows_1252_is_read_and_told():
    text, findings = decode("Straße – “Käse” €".encode("cp1252"))
    assert text == "Straße – “Käse” €"
    assert findings[0].text == "The file is not UTF-8. It was read as Windows-1252."


def test_all_line_ends_become_one():
    assert decode(b"a\r\nb\rc\n")[0] == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "empty"), (b" \n\t", "empty"), (b"\x89PNG\x00", "not text"), (b"a" * 5_000_001, "5 MB")],
)
def test_what_is_no_page_is_refused_with_a_reason(data, why):
    with pytest.raises(UnreadableFile, match=why):
        decode(data)


@given(st.binary().filter(lambda data: b"\x00" not in data))
def test_any_other_bytes_are_some_text(data):
    letter = b"a"
    assert decode(letter + data)[0].startswith("a")
