"""The databases tests run on: one is migrated and filled once, and every test gets a copy of it.

A savepoint a test would not do: ``transaction()`` rolls back, takes the write lock and commits, and that is
what most of the suites are about. A copy of a small SQLite file takes a millisecond, one of a PostgreSQL
database about thirty.
"""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

# What is about an index that lacks a save: on PostgreSQL it is written in the transaction of the save.
where_the_index_may_lag = pytest.mark.skipif("TEST_DATABASE_URL" in os.environ, reason="here the index has every save")
Connection = psycopg.Connection[tuple[object, ...]]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


class Copies(Protocol):
    """A database that can be put back to what it was when it was kept, while nobody is at work in it."""

    @property
    def url(self) -> str: ...

    def let_go(self, engine: Engine) -> None:
        """Close the connections that may not stay."""
        ...

    def keep(self, state: str) -> None:
        """Remember the present state under a name."""
        ...

    def restore(self, state: str) -> None:
        """Go back to a state that was kept."""
        ...

    def drop(self) -> None:
        """Remove what was made."""
        ...


@dataclass(frozen=True)
class SqliteCopies:
    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "wiki.db"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def let_go(self, engine: Engine) -> None:
        engine.dispose()

    def keep(self, state: str) -> None:
        shutil.copyfile(self.path, self.folder / f"{state}.kept")

    def restore(self, state: str) -> None:
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self.folder / f"{state}.kept", self.path)

    def drop(self) -> None:
        """The folder is the test run's own and goes with it."""


_KEEP = """
DROP SCHEMA IF EXISTS {kept} CASCADE;
CREATE SCHEMA {kept};
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE {kept}.%I AS TABLE public.%I', name, name);
  END LOOP;
END $$;
CREATE TABLE {kept}."the sequences" AS SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public';
"""
# Who left a transaction open, or is still at work, would keep the rows from being put back.
_PUT_BACK = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle';
DO $$ DECLARE name text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DELETE FROM public.%I', name);
    EXECUTE format('INSERT INTO public.%I SELECT * FROM {kept}.%I', name, name);
  END LOOP;
  PERFORM setval(format('public.%I', sequencename), coalesce(last_value, 1), last_value IS NOT NULL)
    FROM {kept}."the sequences";
END $$;
"""
_END_CONNECTIONS = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
# Whatever is renamed, made or dropped, this is another; so it is where the rows to be put back are not at hand.
_SHAPE = """
SELECT md5(string_agg(format('%%s %%s %%s', attrelid, attnum, attname), ',' ORDER BY attrelid, attnum))
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace
UNION ALL
SELECT md5(string_agg(format('%%s %%s', oid, relname), ',' ORDER BY oid)) FROM pg_class
  WHERE relnamespace = 'public'::regnamespace
UNION ALL
SELECT nspname FROM pg_namespace WHERE nspname = %s
"""


@dataclass(frozen=True)
class PostgresCopies:
    """Who puts its rows back is a superuser: references are not looked at meanwhile.

    After a test that changed the tables themselves the whole database is copied.
    """

    server: str
    name: str = f"wiki_test_{WORKER}"
    shapes: dict[str, object] = field(default_factory=dict)
    # One connection serves all tests: a new one would have to learn every table before each.
    connections: list[Connection] = field(default_factory=list)

    @property
    def url(self) -> str:
        return make_url(self.server).set(database=self.name).render_as_string(hide_password=False)

    def create(self) -> None:
        with self._server() as server:
            server.execute(self._told("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            server.execute(self._told("CREATE DATABASE {name}"))

    def let_go(self, engine: Engine) -> None:
        """Those that wait in the pool stay."""

    def keep(self, state: str) -> None:
        self._database().execute(self._told(_KEEP, state))
        self.shapes[state] = self._shape(state)
        self._copy_whole("{name}", "{whole}", state)

    def restore(self, state: str) -> None:
        if self._shape(state) == self.shapes[state]:
            self._database().execute(self._told(_PUT_BACK, state))
        else:
            self._copy_whole("{whole}", "{name}", state)

    def drop(self) -> None:
        with self._server() as server:
            for state in self.shapes:
                server.execute(self._told("DROP DATABASE IF EXISTS {whole} WITH (FORCE)", state))
            server.execute(self._told("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))

    def _copy_whole(self, source: str, target: str, state: str) -> None:
        self._database().close()
        with self._server() as server:
            # A database is copied while nobody is connected to it.
            server.execute(_END_CONNECTIONS, (self.name,))
            server.execute(self._told(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)", state))
            server.execute(self._told(f"CREATE DATABASE {target} TEMPLATE {source}", state))

    def _shape(self, state: str) -> object:
        return self._database().execute(_SHAPE, (f"kept_{state}",)).fetchall()

    def _told(self, statement: str, state: str = "") -> sql.Composed:
        names = {"name": self.name, "whole": f"{self.name}_{state}", "kept": f"kept_{state}"}
        return sql.SQL(statement).format(**{key: sql.Identifier(name) for key, name in names.items()})

    def _server(self) -> Connection:
        return psycopg.connect(self.server, autocommit=True)

    def _database(self) -> Connection:
        if not self.connections or not _is_alive(self.connections[-1]):
            self.connections[:] = [psycopg.connect(self.url, autocommit=True)]
        return self.connections[-1]


def _is_alive(connection: Connection) -> bool:
    """Tell whether no test has ended it."""
    try:
        connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def open_database(folder: Path) -> Copies:
    """Make an empty database: in ``folder``, or on the server that ``TEST_DATABASE_URL`` names."""
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        return SqliteCopies(folder)
    copies = PostgresCopies(server)
    copies.create()
    return copies
