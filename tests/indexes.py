"""Search indexes of tests on the server that ``TEST_DATABASE_URL`` names: each place has a database of its own."""

import os
from hashlib import sha256
from pathlib import Path

import psycopg
from sqlalchemy import NullPool, create_engine
from sqlalchemy.engine import make_url

from tests.databases import PostgresCopies
from wiki.search.postgres import PostgresBackend


def open_postgres(place: Path) -> PostgresBackend:
    """Open the index of a place, as every process does that is told of it; none is there until it is made."""
    copies = _database(place)
    try:
        psycopg.connect(copies.url).close()
    except psycopg.OperationalError:
        copies.create()
    url = make_url(copies.url).set(drivername="postgresql+psycopg")
    return PostgresBackend(create_engine(url, poolclass=NullPool))


def forget(place: Path) -> None:
    """Drop the database of a place."""
    _database(place).drop()


def _database(place: Path) -> PostgresCopies:
    name = sha256(str(place).encode()).hexdigest()[:12]
    return PostgresCopies(os.environ["TEST_DATABASE_URL"], name=f"wiki_test_index_{name}")
