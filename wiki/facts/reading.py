"""All facts of a page, from what a form, a program or a file sent."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from wiki.core.messages import message
from wiki.facts.definition import COMBINED
from wiki.facts.plain import seen
from wiki.facts.scalars import Wrong, read_scalar, read_words
from wiki.facts.types import ROW_ID, Facts, Field, Kind, Row, Scalar, Template, Value

ROWS_MAX = 200
ID_PATTERN = "[a-z0-9]{1,12}"
_ID = re.compile(ID_PATTERN)
_NAME_MAX = 60


@dataclass(frozen=True, kw_only=True)
class Read:
    """``errors`` says what could not be taken, by its place: ``abstract``, ``blocks.0.kind`` (rows from 0)."""

    facts: Facts
    errors: Mapping[str, str] = field(default_factory=dict)


def read_facts(given: object, template: Template = COMBINED, *, typed: bool = False) -> Read:
    """Return what could be taken, in canonical form and the template's order, and what could not.

    ``typed`` is for programs: a number, a yes or no, a date or a list as text is an error, though a form sends it so.
    """
    if not isinstance(given, Mapping):
        return Read(facts={}, errors={"": message("Enter the fields by their names.")})
    errors: dict[str, str] = {_name(key): _NO_SUCH_FIELD for key in given if key not in template.fields}
    facts: dict[str, Value] = {}
    for key, one in template.fields.items():
        if (value := _read(one, given.get(key), errors, typed=typed)) is not None:
            facts[key] = value
    return Read(facts=facts, errors=errors)


_NO_SUCH_FIELD = message("The template has no such field.")


def _name(key: object) -> str:
    """Return a key that nobody knows so that it can be told."""
    return seen(key)[:_NAME_MAX] if isinstance(key, str) else f"({type(key).__name__})"


def _read(one: Field, given: object, errors: dict[str, str], *, typed: bool) -> Value | None:
    try:
        if one.kind == Kind.ROWS:
            return _rows(one, given, errors, typed=typed)
        read = read_words if one.kind == Kind.CHOICES else read_scalar
        return read(one, given, typed=typed)
    except Wrong as problem:
        errors[one.key] = problem.args[0]
        return None


def _rows(one: Field, given: object, errors: dict[str, str], *, typed: bool) -> tuple[Row, ...] | None:
    if given is None:
        return None
    if not isinstance(given, list | tuple) or not all(isinstance(row, Mapping) for row in given):
        raise Wrong(message("Enter a list of rows."))
    if len(given) > ROWS_MAX:
        raise Wrong(message("At most {limit} rows.", limit=ROWS_MAX))
    taken: set[str] = set()
    rows: list[Row] = []
    for place, row in enumerate(given):
        cells, wrong = _cells(one, row, typed=typed)
        errors.update({f"{one.key}.{place}.{column}": sentence for column, sentence in wrong.items()})
        if cells:
            rows.append({ROW_ID: _row_id(row.get(ROW_ID), taken), **cells})
    return tuple(rows) or None


def _cells(one: Field, given: Mapping[object, object], *, typed: bool) -> tuple[dict[str, Scalar], dict[str, str]]:
    """Return a row's filled cells, and what is wrong with others."""
    cells: dict[str, Scalar] = {}
    wrong: dict[str, str] = {_name(key): _NO_SUCH_FIELD for key in given if key != ROW_ID and key not in one.column}
    for key, column in one.column.items():
        try:
            value = read_scalar(column, given.get(key), typed=typed)
        except Wrong as problem:
            wrong[key] = problem.args[0]
        else:
            if value is not None:
                cells[key] = value
    return cells, wrong


def _row_id(given: object, taken: set[str]) -> str:
    """Return the row's own name, or a new one that no other person's new row can have."""
    name = given if isinstance(given, str) and _ID.fullmatch(given) and given not in taken else secrets.token_hex(4)
    taken.add(name)
    return name
