"""The facts as words, for who searches or reads aloud."""

import json
from collections.abc import Iterator, Sequence
from typing import cast

from wiki.facts.definition import COMBINED
from wiki.facts.storing import to_stored
from wiki.facts.types import Facts, Field, Kind, Row, Scalar, Template
from wiki.facts.vocabularies import VOCABULARIES


def told(field: Field, value: Scalar) -> str:
    """Return one value in English, as people read it; prose as it was written."""
    if field.kind in {Kind.CHOICE, Kind.CHOICES}:
        return VOCABULARIES[field.vocabulary].get(str(value), str(value))
    if field.kind == Kind.YES_NO:
        return "yes" if value else "no"
    return f"{value} {field.unit}".strip() if field.kind == Kind.NUMBER else str(value)


def told_value(field: Field, value: object) -> str:
    """Return the value of a field other than of rows in English, empty for None."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(told(field, word) for word in value)
    return told(field, cast("Scalar", value))


def prose_of(facts: Facts, template: Template = COMBINED) -> dict[str, str]:
    """Return the Markdown of the fields that are prose."""
    return {key: str(facts[key]) for key, field in template.fields.items() if field.kind == Kind.PROSE and key in facts}


def len_of(facts: Facts) -> int:
    """Return how many characters the facts have as they are stored."""
    return len(json.dumps(to_stored(facts), ensure_ascii=False)) if facts else 0


def searchable(facts: Facts) -> Iterator[tuple[Field, str]]:
    """Yield what each filled field says in words, as a list says it; numbers and addresses alone do not count."""
    for key, field in COMBINED.fields.items():
        if key in facts and (text := _words(field, facts[key])):
            yield field, text


def _words(field: Field, value: object) -> str:
    if field.kind == Kind.ROWS and isinstance(value, Sequence):
        return "; ".join(filter(None, (_row_words(field, row) for row in value)))
    if isinstance(value, tuple):
        return ", ".join(told(field, word) for word in value)
    return told(field, str(value)) if field.kind in {Kind.TEXT, Kind.PROSE, Kind.CHOICE} else ""


def _row_words(field: Field, row: Row) -> str:
    said = (_words(column, row[column.key]) for column in field.columns if column.key in row)
    return ", ".join(filter(None, said))
