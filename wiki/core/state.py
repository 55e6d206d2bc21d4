"""Whether anything was committed: a value that is the same only while the database says the same."""

import os
import sqlite3
from collections.abc import Callable, Hashable
from contextlib import suppress
from threading import Lock
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

StateReader = Callable[[], Hashable]


def state_reader(engine: Engine) -> StateReader:
    """Return a function that tells the database's state, for some microseconds, to any thread.

    Two equal answers in one process mean that nothing was committed between them, by whatever process.
    While the database cannot be asked, every answer is another.
    """
    ask = _ask_sqlite if engine.dialect.name == "sqlite" else _ask_server
    return _Asking(engine, ask)


class _Asking:
    """Keeps one connection that never writes. A process that forks opens its own in the child."""

    def __init__(self, engine: Engine, ask: Callable[[Any], Hashable]) -> None:
        self._engine = engine
        self._ask = ask
        # By process, for what a fork copied the parent may be using.
        self._kept: dict[int, _Kept] = {}

    def __call__(self) -> Hashable:
        process = os.getpid()
        # In one step: of the first threads of a process, all take the same.
        kept = self._kept.get(process) or self._kept.setdefault(process, _Kept())
        with kept.lock:
            try:
                if kept.connection is None:
                    kept.connection = _connect(self._engine)
                    kept.opened += 1
                # Another connection counts anew, and may come to the same number.
                return kept.opened, self._ask(kept.connection)
            except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error):
                kept.let_go()
                return object()


class _Kept:
    """A process' connection, and the how manieth it is."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.connection: Any = None
        self.opened = 0

    def let_go(self) -> None:
        broken, self.connection = self.connection, None
        with suppress(Exception):
            broken.close()


def _connect(engine: Engine) -> Any:
    if engine.dialect.name == "sqlite":
        return sqlite3.connect(str(engine.url.database), isolation_level=None, check_same_thread=False, timeout=1)
    pooled = engine.raw_connection()
    connection: Any = pooled.driver_connection
    # Kept for good: the pool gets another one, and this one is closed with us.
    pooled.detach()
    connection.autocommit = True
    return connection


def _ask_sqlite(connection: sqlite3.Connection) -> Hashable:
    # Made for this: it changes when another connection has committed.
    return connection.execute("PRAGMA data_version").fetchone()  # type: ignore[no-any-return]


def _ask_server(connection: Any) -> Hashable:
    # Which transactions are done and which are not: equal snapshots see the same rows.
    return connection.execute("SELECT pg_current_snapshot()::text").fetchone()  # type: ignore[no-any-return]
