"""The migrations make exactly the tables the models describe, from nothing and back again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from tests.databases import Copies, PostgresCopies, SqliteCopies
from wiki.app import create_app
from wiki.core.db import db
from wiki.core.schema import downgrade, is_current, upgrade
from wiki.search.null import NullBackend
from wiki.services import Services


@pytest.fixture
def empty(database: Copies, services: Services, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database in which nothing is."""
    own: Copies = SqliteCopies(tmp_path)
    if isinstance(database, PostgresCopies):
        own = PostgresCopies(database.server, name=f"{database.name}_empty")
        own.create()
    url = own.url.replace("postgresql://", "postgresql+psycopg://")
    app = create_app(replace(services.settings, home=tmp_path, database_url=url), search=NullBackend())
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    own.drop()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_upgrading_from_nothing_makes_what_the_models_describe(empty: Flask) -> None:
    assert not is_current()
    upgrade()
    assert is_current()
    assert tables() == set(db.metadata.tables)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, db.metadata) == []


def test_the_way_back_to_nothing_and_up_again_works(empty: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert is_current()


def test_upgrading_twice_changes_nothing(empty: Flask) -> None:
    upgrade()
    upgrade()
    assert is_current()
