import pytest

from wiki.core.messages import message
from wiki.http import translating

GERMAN = {"Row {row}, {column}: {problem}": "Zeile {row}, {column}: {problem}", "Name": "Name der Stelle"} | {
    "At most {limit} rows.": "Höchstens {limit} Zeilen."
}


def test_a_sentence_within_a_sentence_is_translated_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(translating, "gettext", lambda text: GERMAN.get(text, text))
    problem = message("At most {limit} rows.", limit=5)
    sentence = message("Row {row}, {column}: {problem}", row=2, column=message("Name"), problem=problem)
    assert translating.translated(sentence) == "Zeile 2, Name der Stelle: Höchstens 5 Zeilen."
    assert translating.translated(message("Name")) == "Name der Stelle"
    assert translating.translated(message("Row {row}", row="Name")) == "Row Name"
