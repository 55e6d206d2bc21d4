"""Connections of the index' own, taken from those of the application."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import Connection, IsolationLevel
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from wiki.search.types import SearchUnavailable


def reading_connection(engine: Engine) -> Connection[Any]:
    """Return a connection that is kept for searching: each transaction of it sees one moment."""
    pooled = _pooled(engine)
    connection = driver_connection(pooled)
    # The pool gets another one.
    pooled.detach()
    connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
    return connection


@contextmanager
def own_transaction(engine: Engine) -> Iterator[Connection[Any]]:
    """Yield a connection in a transaction that ends with the block: well, or not at all if it raises."""
    pooled = _pooled(engine)
    try:
        connection = driver_connection(pooled)
        with connection.transaction():
            yield connection
    finally:
        pooled.close()


def _pooled(engine: Engine) -> Any:
    try:
        return engine.raw_connection()
    except SQLAlchemyError as error:
        raise SearchUnavailable(f"The database of the search index is away: {error}") from error


def driver_connection(pooled: Any) -> Connection[Any]:
    """Return the driver's connection of one of the toolkit's."""
    connection = pooled.driver_connection
    if not isinstance(connection, psycopg.Connection):
        raise TypeError(connection)
    return connection
