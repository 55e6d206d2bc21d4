"""The migrations make exactly the tables the models describe, from nothing and back again."""

from collections.abc import Callable, Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from wiki.core.db import db
from wiki.core.schema import downgrade, is_current, upgrade

NewMachine = Callable[..., Flask]


@pytest.fixture
def empty(new_machine: NewMachine) -> Iterator[Flask]:
    """An application on a database in which nothing is."""
    app = new_machine("empty")
    with app.app_context():
        yield app


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


@pytest.mark.parametrize("table", ["editions", "remarks", "review_looks", "review_steps"])
def test_what_speaks_of_a_revision_is_found_by_it(empty: Flask, table: str) -> None:
    upgrade()
    assert ["revision_id"] in [index["column_names"] for index in inspect(db.engine).get_indexes(table)]


def test_upgrading_twice_changes_nothing(empty: Flask) -> None:
    upgrade()
    upgrade()
    assert is_current()
