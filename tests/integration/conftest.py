import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.databases import Copies, PostgresCopies, SqliteCopies
from tests.factories import actor
from wiki import jobs
from wiki.accounts.types import VISITOR, Role
from wiki.app import create_app
from wiki.core.db import db, transaction
from wiki.dissemination.archive.writing import Summary, export
from wiki.importing.report import Report
from wiki.importing.service import finish_import, import_batch, start_import
from wiki.importing.sources import opened
from wiki.search.null import NullBackend
from wiki.search.whoosh import WhooshBackend
from wiki.services import Services


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    """Every test here speaks to the services directly, in one application context."""
    with app.app_context():
        yield


NewMachine = Callable[..., Flask]
Take = Callable[..., Report]
Write = Callable[..., Summary]


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


def import_path(services: Services, path: Path, *, history: bool = False, dry: bool = False) -> Report:
    """Import a path as the command line does, all in one transaction; drawing is left to do."""
    with opened(path) as source:
        storage = None if dry else services.files
        running = start_import(source, name=path.name, with_history=history, storage=storage, language="en")
        with transaction():
            import_batch(running, source.histories(full=history))
            if not dry:
                finish_import(running)
        return running.report


@pytest.fixture
def take(services: Services) -> Take:
    """Import a path, in one transaction, and draw what it changed."""

    def run(path: Path, *, history: bool = True, dry: bool = False) -> Report:
        report = import_path(services, path, history=history, dry=dry)
        jobs.drain(NullBackend())
        return report

    return run


@pytest.fixture
def write(services: Services, tmp_path: Path) -> Write:
    """Export all, or what visitors see, into a folder of this test."""

    def run(name: str = "export", *, public: bool = False, history: bool = True, **options: Any) -> Summary:
        who = VISITOR if public else actor(Role.ADMINISTRATOR)
        return export(tmp_path / name, who, services.files, history=history, **options)

    return run


@pytest.fixture
def elsewhere(app: Flask, database: Copies, services: Services) -> Callable[[], None]:
    """Go on in an empty wiki."""

    def go() -> None:
        db.session.remove()
        database.let_go(db.engine)
        database.restore("people")
        shutil.rmtree(services.files.folder, ignore_errors=True)

    return go
