"""The list of an export: what belongs to no text, a record a line."""

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Entry = Literal[
    "theme",
    "city",
    "profile",
    "synonyms",
    "indicator",
    "page",
    "series",
    "file",
    "request",
    "replication",
    "report",
    "exchange",
    "interest",
]


def header_line(header: "DataclassInstance") -> bytes:
    """Return the first line, which says what the others mean."""
    return _line(_told(header))


def entry_line(entry: Entry, record: "DataclassInstance") -> bytes:
    """Return a line that holds one record under the name of its kind."""
    return _line({entry: _told(record)})


def _line(values: dict[str, object]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def _told(record: "DataclassInstance") -> dict[str, object]:
    """Return a record's fields without those that say what they would say unsaid."""
    pairs = ((field, getattr(record, field.name)) for field in fields(record))
    return {
        field.name: _plain(value)
        for field, value in pairs
        if value != (field.default_factory() if field.default_factory is not MISSING else field.default)
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _told(value) if is_dataclass(value) and not isinstance(value, type) else value
