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
from psycopg import sql
from sqlalchemy.engine import make_url

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


class Copies(Protocol):
    """A database that can be put back to what it was when it was kept; nobody may be connected meanwhile."""

    @property
    def url(self) -> str: ...

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

    def keep(self, state: str) -> None:
        shutil.copyfile(self.path, self.folder / f"{state}.kept")

    def restore(self, state: str) -> None:
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self.folder / f"{state}.kept", self.path)

    def drop(self) -> None:
        """The folder is the test run's own and goes with it."""


@dataclass(frozen=True)
class PostgresCopies:
    server: str
    name: str = f"wiki_test_{WORKER}"
    kept: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        return make_url(self.server).set(database=self.name).render_as_string(hide_password=False)

    def create(self) -> None:
        self._run("DROP DATABASE IF EXISTS {name} WITH (FORCE)", "CREATE DATABASE {name}")

    def keep(self, state: str) -> None:
        kept = "DROP DATABASE IF EXISTS {kept} WITH (FORCE)", "CREATE DATABASE {kept} TEMPLATE {name}"
        self._run(*kept, state=state)
        self.kept.add(state)

    def restore(self, state: str) -> None:
        restored = "DROP DATABASE IF EXISTS {name} WITH (FORCE)", "CREATE DATABASE {name} TEMPLATE {kept}"
        self._run(*restored, state=state)

    def drop(self) -> None:
        self._run("DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        for state in self.kept:
            self._run("DROP DATABASE IF EXISTS {kept} WITH (FORCE)", state=state)

    def _run(self, *statements: str, state: str = "") -> None:
        names = {"name": sql.Identifier(self.name), "kept": sql.Identifier(f"{self.name}_{state}")}
        with psycopg.connect(self.server, autocommit=True) as connection:
            for statement in statements:
                connection.execute(sql.SQL(statement).format(**names))


def open_database(folder: Path) -> Copies:
    """Make an empty database: in ``folder``, or on the server that ``TEST_DATABASE_URL`` names."""
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        return SqliteCopies(folder)
    copies = PostgresCopies(server)
    copies.create()
    return copies
