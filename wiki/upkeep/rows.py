"""Rows of any table as lines of JSON, and back: the same for every database."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from io import TextIOWrapper
from typing import IO, Any

from sqlalchemy import Date, DateTime, Table, select
from sqlalchemy.engine import Connection

from wiki.upkeep.types import BackupError

_BATCH = 500
# A row holds one text at most; an import's report is the longest.
_LINE_MAX = 256 * 1024 * 1024


def row_lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield the rows of a table as lines, by its key."""
    query = select(table).order_by(*table.primary_key)
    for row in connection.execute(query, execution_options={"yield_per": _BATCH}).mappings():
        yield json.dumps(dict(row), ensure_ascii=False, default=_moment).encode() + b"\n"


def rows_of(source: IO[bytes], table: Table) -> Iterator[dict[str, Any]]:
    """Yield the rows that were written as lines, as the table takes them. Raises :class:`BackupError`."""
    readers = {column.name: _reader(column.type) for column in table.columns}
    lines = TextIOWrapper(source, encoding="utf-8", newline="\n")
    try:
        while line := lines.readline(_LINE_MAX):
            yield _row(json.loads(line), readers)
    except (ValueError, TypeError) as error:
        raise BackupError(f"The backup is damaged: a row of {table.name} cannot be read.") from error


def _moment(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)


def in_batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _row(values: Any, readers: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    if not isinstance(values, dict) or values.keys() != readers.keys():
        raise ValueError("other columns")
    return {name: None if value is None else readers[name](value) for name, value in values.items()}


def _reader(kind: object) -> Callable[[Any], Any]:
    if isinstance(kind, DateTime):
        return datetime.fromisoformat
    if isinstance(kind, Date):
        return date.fromisoformat
    return lambda value: value
