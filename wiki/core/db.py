"""The database: declarative base, UTC times, SQLite's pragmas, and the one place that commits."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import CursorResult, DateTime, Dialect, Executable, MetaData, Table, TypeDecorator, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry

from wiki.core.errors import Unavailable

BUSY_TIMEOUT_SECONDS = 30
_WRITING = "wiki_writing"
_LAST_STEP = "wiki_last_step"
Values = Mapping[str, object]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, stored in UTC. Refuses naive times."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - signature is SQLAlchemy's
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - see above
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@contextmanager
def transaction() -> Iterator[None]:
    """Run the body in one writing transaction: committed at its end, rolled back when it raises.

    What the session read before is let go first, so that the body decides on fresh rows. On SQLite the
    transaction takes the write lock at once (``BEGIN IMMEDIATE``): two savers queue, none fails half-way.
    Raises :class:`Unavailable` when the database does not answer in time.
    """
    db.session.rollback()
    # What an earlier transaction noted there is not this one's.
    db.session.info.clear()
    try:
        db.session.connection(execution_options={_WRITING: True})
        yield
        if last_step := db.engine.get_execution_options().get(_LAST_STEP):
            last_step()
        db.session.commit()
    except OperationalError as error:
        db.session.rollback()
        raise Unavailable from error
    except BaseException:
        db.session.rollback()
        raise


def run(statement: Executable, values: Values | Sequence[Values]) -> CursorResult[Any]:
    """Run a statement on columns, not on objects, in the session's transaction and at half the session's cost.

    What the session holds to be written is written before.
    """
    session = db.session()
    session.flush()
    return session.connection().execute(statement, values)


def table_of(model: type[Base]) -> Table:
    """Return a model's table, for rows that need no object each."""
    return cast(Table, model.__table__)


@contextmanager
def snapshot() -> Iterator[Connection]:
    """Let all that the session reads in the body be of one moment, whatever is saved meanwhile.

    Yields the session's connection. Nothing may be written, and what the session read before is let go first.
    """
    db.session.rollback()
    # On SQLite every transaction reads one moment.
    options = {} if _is_sqlite() else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    try:
        yield db.session.connection(execution_options=options)
    finally:
        db.session.rollback()


@contextmanager
def schema_change() -> Iterator[Connection]:
    """Yield a connection in one transaction that may drop, make, alter and fill tables: all of it or nothing.

    SQLite's foreign keys do not act meanwhile. It alters a table by copying and dropping it, and that would
    take the rows along that go with those of the dropped one. Who breaks a reference is told by nobody.
    """
    with db.engine.connect() as connection:
        _let_foreign_keys_act(connection, "OFF")
        try:
            with connection.execution_options(**{_WRITING: True}).begin():
                yield connection
        finally:
            _let_foreign_keys_act(connection, "ON")


def _let_foreign_keys_act(connection: Connection, state: str) -> None:
    # Not through the toolkit, which would begin a transaction, in which SQLite ignores this pragma.
    if _is_sqlite():
        connection.connection.cursor().execute(f"PRAGMA foreign_keys={state}")


def end_transactions_with(step: Callable[[], None]) -> None:
    """Let a step be the last of every writing transaction, just before its commit; call once for each engine."""
    db.engine.update_execution_options(**{_LAST_STEP: step})


@contextmanager
def savepoint() -> Iterator[None]:
    """Run a part of a transaction that may fail without the rest: what it wrote is then taken back."""
    with db.session.begin_nested():
        yield


def prepare_engine() -> None:
    """Register what each new SQLite connection and transaction needs; call once for each engine."""
    if not _is_sqlite():
        return
    event.listen(db.engine, "connect", _set_pragmas)
    event.listen(db.engine, "begin", _begin)


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # The driver's own transaction handling would begin too late and without the lock; see _begin.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_SECONDS * 1000}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        # Kilobytes. Every connection of every process has its own, and the system keeps the file in memory too.
        "cache_size=-512",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
