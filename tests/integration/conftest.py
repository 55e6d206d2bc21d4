from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.databases import Copies, PostgresCopies, SqliteCopies
from wiki.app import create_app
from wiki.core.db import db
from wiki.search.whoosh import WhooshBackend
from wiki.services import Services


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    """Every test here speaks to the services directly, in one application context."""
    with app.app_context():
        yield


NewMachine = Callable[..., Flask]


@pytest.fixture
def new_machine(database: Copies, services: Services, tmp_path: Path) -> Iterator[NewMachine]:
    """Make an application with a home of its own, on a database in which nothing is, of this run's kind or SQLite."""
    with ExitStack() as ended:

        def make(name: str, *, sqlite: bool = False) -> Flask:
            home = tmp_path / name
            home.mkdir()
            own: Copies = SqliteCopies(home)
            if isinstance(database, PostgresCopies) and not sqlite:
                own = PostgresCopies(database.server, name=f"{database.name}_{name}")
                own.create()
            ended.callback(own.drop)
            url = own.url.replace("postgresql://", "postgresql+psycopg://")
            search = WhooshBackend(home / "index")
            app = create_app(replace(services.settings, home=home, database_url=url), search=search)
            ended.callback(search.close)
            ended.callback(_leave, app)
            return app

        yield make


def _leave(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
