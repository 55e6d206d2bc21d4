"""All facts of a practice, from what a form, a program or a file sent."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from wiki.core.messages import message
from wiki.facts.definition import TEMPLATE
from wiki.facts.scalars import Wrong, read_scalar, read_words
from wiki.facts.types import ROW_ID, Facts, Field, Kind, Row, Scalar, Template, Value

ROWS_MAX = 200
_ID = re.compile(r"[a-z0-9]{1,12}")


@dataclass(frozen=True, kw_only=True)
class Read:
    """``errors`` says what could not be taken, by its place: ``abstract``, ``blocks.0.kind`` (rows from 0)."""

    facts: Facts
    errors: Mapping[str, str] = field(default_factory=dict)


def read_facts(given: object, template: Template = TEMPLATE) -> Read:
    """Return what could be taken, in canonical form and the template's order, and what could not."""
    if not isinstance(given, Mapping):
        return Read(facts={}, errors={"": message("Enter the fields by their names.")})
    errors: dict[str, str] = {
        str(key): message("The template has no such field.") for key in given if key not in template.fields
    }
    facts: dict[str, Value] = {}
    for key, one in template.fields.items():
        if key in given and (value := _read(one, given[key], errors)) is not None:
            facts[key] = value
    return Read(facts=facts, errors=errors)


def _read(one: Field, given: object, errors: dict[str, str]) -> Value | None:
    try:
        if one.kind == Kind.ROWS:
            return _rows(one, given, errors)
        return read_words(one, given or ()) if one.kind == Kind.CHOICES else read_scalar(one, given)
    except Wrong as problem:
        errors[one.key] = problem.args[0]
        return None


def _rows(one: Field, given: object, errors: dict[str, str]) -> tuple[Row, ...] | None:
    if given is None:
        return None
    if not isinstance(given, list | tuple) or not all(isinstance(row, Mapping) for row in given):
        raise Wrong(message("Enter a list of rows."))
    if len(given) > ROWS_MAX:
        raise Wrong(message("At most {limit} rows.", limit=ROWS_MAX))
    taken: set[str] = set()
    rows = [_row(one, row, f"{one.key}.{place}", taken, errors) for place, row in enumerate(given)]
    return tuple(row for row in rows if row.keys() != {ROW_ID}) or None


def _row(one: Field, given: Mapping[str, object], place: str, taken: set[str], errors: dict[str, str]) -> Row:
    row: dict[str, Scalar] = {ROW_ID: _row_id(given.get(ROW_ID), taken)}
    for key in given:
        if key != ROW_ID and key not in one.column:
            errors[f"{place}.{key}"] = message("The template has no such field.")
    for column in one.columns:
        try:
            value = read_scalar(column, given.get(column.key))
        except Wrong as problem:
            errors[f"{place}.{column.key}"] = problem.args[0]
        else:
            if value is not None:
                row[column.key] = value
    return row


def _row_id(given: object, taken: set[str]) -> str:
    """Return the row's own name, or a new one that no other person's new row can have."""
    name = given if isinstance(given, str) and _ID.fullmatch(given) and given not in taken else secrets.token_hex(4)
    taken.add(name)
    return name
