"""One application a run; one copy of its filled database a test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings as hypothesis_settings
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event

from tests.clients import PASSWORD, FormClient, client_of, email_of
from tests.databases import Copies, open_database
from tests.web.filled import Filled, fill
from wiki.accounts import passwords
from wiki.accounts.service import create_user
from wiki.accounts.types import Role
from wiki.app import create_app
from wiki.config import Settings
from wiki.core.db import db, transaction
from wiki.core.schema import upgrade
from wiki.http.extensions import limiter
from wiki.indicators.service import load_starter_indicators
from wiki.search.contract import SearchBackend
from wiki.search.indexer import rebuild_index
from wiki.search.null import NullBackend
from wiki.search.postgres import PostgresBackend
from wiki.search.whoosh import WhooshBackend
from wiki.services import EXTENSION, Services
from wiki.taxonomy.service import load_starter
from wiki.web import templating

T = TypeVar("T")

# No test fails by the clock: what takes how long is measured in benchmarks. Nor does one fail by chance: every run
# tries the same examples, and who looks for faults asks for others with --hypothesis-profile=seek.
hypothesis_settings.register_profile("house", deadline=None, derandomize=True)
hypothesis_settings.register_profile("seek", deadline=None, max_examples=1000)
hypothesis_settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def real_hasher() -> Iterator[PasswordHasher]:
    """Hash passwords at little cost, as most tests need some; return what hashes them outside of tests."""
    real = passwords._HASHER
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield real


@pytest.fixture(scope="session", autouse=True)
def translated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[type[FileSystemBytecodeCache]]:
    """Keep templates as code in one place for every home of this run; return what keeps them outside of tests."""
    kept = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templating, "FileSystemBytecodeCache", lambda _: kept)
        yield FileSystemBytecodeCache


@dataclass
class FilledOnce:
    folder: Path
    filled: Filled | None = None


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copies]:
    copies = open_database(tmp_path_factory.mktemp("database"))
    yield copies
    copies.drop()


@pytest.fixture(scope="session")
def application(database: Copies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a migrated database with the starter taxonomy and one person of each role."""
    settings = Settings(
        home=tmp_path_factory.mktemp("home"),
        secret_key="not a secret " * 4,
        database_url=database.url.replace("postgresql://", "postgresql+psycopg://"),
        base_url="https://wiki.example.org",
        # Databases are put back under the application's feet here.
        answer_cache_megabytes=0,
    )
    app = create_app(settings, search=NullBackend(), index_at_once=True)
    # What breaks in a view breaks its test, with its own traceback.
    app.config["PROPAGATE_EXCEPTIONS"] = True
    with app.app_context():
        upgrade()
        with transaction():
            load_starter()
            load_starter_indicators()
            for role in Role:
                create_user(name=role.capitalize(), email=email_of(role), password=PASSWORD, role=role)
        db.session.remove()
        db.engine.dispose()
    database.keep("people")
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(application: Flask, database: Copies) -> Iterator[Flask]:
    """The application with nothing in it but themes, cities and one person of each role."""
    database.restore("people")
    with application.app_context():
        limiter.reset()
    yield application
    with application.app_context():
        database.let_go(db.engine)
    shutil.rmtree(services_of(application).files.folder, ignore_errors=True)


def services_of(app: Flask) -> Services:
    services = app.extensions[EXTENSION]
    assert isinstance(services, Services)
    return services


@pytest.fixture
def services(app: Flask) -> Services:
    return services_of(app)


@pytest.fixture
def use_search(app: Flask) -> Iterator[Callable[[SearchBackend], None]]:
    """Give the application another search backend for this test."""
    before = services_of(app)

    def use(backend: SearchBackend) -> None:
        app.extensions[EXTENSION] = replace(before, search=backend)

    yield use
    app.extensions[EXTENSION] = before


@pytest.fixture
def whoosh(
    application: Flask, use_search: Callable[[SearchBackend], None], inside: Callable[..., Any], tmp_path: Path
) -> Iterator[SearchBackend]:
    """The real search of this run's database, with what that holds; what a test saves through the web is found."""
    with application.app_context():
        on_sqlite = db.engine.dialect.name == "sqlite"
        backend: SearchBackend = WhooshBackend(tmp_path / "index") if on_sqlite else PostgresBackend(db.engine)
    inside(rebuild_index, backend)
    use_search(backend)
    yield backend
    backend.close()


@pytest.fixture
def inside(app: Flask) -> Callable[..., Any]:
    """Call a function in an application context of its own, as each request has one."""

    def call(function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        with app.app_context():
            return function(*arguments, **named)

    return call


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> FilledOnce:
    return FilledOnce(folder=tmp_path_factory.mktemp("filled"))


@pytest.fixture
def filled(app: Flask, database: Copies, services: Services, filled_once: FilledOnce) -> Filled:
    """A wiki in which every address shows something: made once, copied for every other test."""
    files = services.files.folder
    with app.app_context():
        if filled_once.filled is None:
            filled_once.filled = fill(services, filled_once.folder / "site")
            shutil.copytree(files, filled_once.folder / "files")
            db.session.remove()
            database.let_go(db.engine)
            database.keep("filled")
        else:
            database.let_go(db.engine)
            database.restore("filled")
            shutil.copytree(filled_once.folder / "files", files)
    return filled_once.filled


@pytest.fixture
def client(app: Flask) -> FormClient:
    """A visitor."""
    return client_of(app)


@pytest.fixture(scope="session")
def session_cookies() -> dict[Role, str]:
    """The session of each role, once it has signed in: the databases of all tests know it."""
    return {}


@pytest.fixture
def signed_in(app: Flask, session_cookies: dict[Role, str]) -> Callable[[Role], FormClient]:
    """Return a client in which the person of a role has signed in through the form."""

    def make(role: Role) -> FormClient:
        client = client_of(app)
        if role not in session_cookies:
            assert client.sign_in(role).status_code == 303
            cookie = client.get_cookie("session")
            assert cookie is not None
            session_cookies[role] = cookie.value
        client.set_cookie("session", session_cookies[role])
        return client

    return make


@pytest.fixture
def observer(signed_in: Callable[[Role], FormClient]) -> FormClient:
    return signed_in(Role.OBSERVER)


@pytest.fixture
def editor(signed_in: Callable[[Role], FormClient]) -> FormClient:
    return signed_in(Role.EDITOR)


@pytest.fixture
def reviewer(signed_in: Callable[[Role], FormClient]) -> FormClient:
    return signed_in(Role.REVIEWER)


@pytest.fixture
def administrator(signed_in: Callable[[Role], FormClient]) -> FormClient:
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def query_count(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """Collect the SQL statements of a block of code, without those that begin a transaction."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if not statement.startswith("BEGIN"):
                statements.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting
