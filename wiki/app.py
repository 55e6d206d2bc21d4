"""The composition root: settings, extensions, services, blueprints, filters."""

from functools import partial
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined
from sqlalchemy.engine import make_url
from werkzeug.middleware.proxy_fix import ProxyFix

from wiki.api import register_api
from wiki.cli import command_line
from wiki.config import Settings, load_settings
from wiki.core.db import db, end_transactions_with, prepare_engine
from wiki.core.state import StateReader, state_reader
from wiki.files.storage import FileStorage
from wiki.http.answers import KeptAnswers
from wiki.http.background import BackgroundDrain
from wiki.http.bodies import finish_reading
from wiki.http.extensions import babel, compress, csrf, limiter, login_manager
from wiki.http.logs import set_up_logging
from wiki.http.misses import Misses
from wiki.http.numbers import NumberConverter
from wiki.http.observing import Meter, observed
from wiki.http.routing import LateRule
from wiki.http.sessions import SignedOnce
from wiki.paths import resource_dir
from wiki.search.contract import SearchBackend
from wiki.search.indexer import index_with_commit, sync_index
from wiki.search.whoosh import WhooshBackend
from wiki.services import EXTENSION, Services
from wiki.web import register_web
from wiki.web.i18n import select_locale
from wiki.web.templating import SharedGlobals


def create_app(
    settings: Settings | None = None, search: SearchBackend | None = None, *, index_at_once: bool = False
) -> Flask:
    """Make the application. Without settings they are read from the home folder and the environment.

    ``index_at_once`` makes each request that saves bring that into the index before it ends; nothing is done beside
    the requests then.
    """
    settings = settings or load_settings()
    app = Flask(
        "wiki",
        template_folder=str(resource_dir("templates")),
        static_folder=str(resource_dir("static")),
        root_path=str(Path(__file__).parent),
    )
    app.config.update(_flask_config(settings))
    app.session_interface = SignedOnce()
    app.url_rule_class = LateRule
    app.jinja_environment = SharedGlobals
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _bind_extensions(app)
    backend = search or _search_backend(app, settings)
    drain = BackgroundDrain(app, backend, lock=settings.home / "cache" / "drain.lock")
    services = app.extensions[EXTENSION] = Services(
        settings=settings,
        search=backend,
        files=FileStorage(settings.files_folder),
        state=_state(app) if settings.answer_cache_megabytes else object,
        drain_soon=partial(_index_now, app) if index_at_once else drain.wake,
        note_miss=_forget if index_at_once else Misses(app, backend).hear,
    )
    with app.app_context():
        end_transactions_with(partial(_index_with_commit, app))
    set_up_logging(settings)
    # Before any address that holds a number.
    app.url_map.converters["int"] = NumberConverter
    # Before the pages for people, which refuse some requests with a page.
    register_api(app)
    register_web(app)
    finish_reading(app)
    _wrap(app, services)
    return app


def _search_backend(app: Flask, settings: Settings) -> SearchBackend:
    if make_url(settings.database_url).get_backend_name() == "sqlite":
        return WhooshBackend(settings.index_folder)
    # It imports a driver that SQLite needs none of.
    from wiki.search.postgres import PostgresBackend

    with app.app_context():
        return PostgresBackend(db.engine)


def _index_with_commit(app: Flask) -> None:
    index_with_commit(app.extensions[EXTENSION].search)


def _index_now(app: Flask) -> None:
    sync_index(app.extensions[EXTENSION].search)


def _forget(_question: str) -> None:
    """Count nothing."""


def _state(app: Flask) -> StateReader:
    with app.app_context():
        return state_reader(db.engine)


def main() -> None:
    """Run the command ``replication-wiki``."""
    command_line(obj=create_app)


def _wrap(app: Flask, services: Services) -> None:
    """Put around the application what sees requests before it, the innermost first."""
    settings, hops = services.settings, services.settings.trusted_proxies
    if settings.answer_cache_megabytes:
        app.wsgi_app = KeptAnswers(  # type: ignore[method-assign]
            app.wsgi_app,
            services.state,
            language=settings.default_locale,
            most_bytes=settings.answer_cache_megabytes * 1024 * 1024,
        )
    app.wsgi_app = observed(app, trusts_ids=hops > 0, meter=_meter(settings))  # type: ignore[assignment]
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]


def _meter(settings: Settings) -> Meter | None:
    if not settings.metrics_token:
        return None
    # Its library takes memory and time at start, which only those pay who want metrics.
    from wiki.http.metrics import count_answer

    return count_answer


def _flask_config(settings: Settings) -> dict[str, object]:
    in_memory_form = 2 * 1024 * 1024
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(settings.database_url),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "MAX_CONTENT_LENGTH": settings.upload_megabytes * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": in_memory_form,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": settings.default_locale,
        "RATELIMIT_STORAGE_URI": settings.rate_limit_storage,
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
        # Fast enough to do for each answer: half the time of the next level, for four bytes more in a hundred.
        # Pictures and fonts are compressed already.
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 3,
        "COMPRESS_MIMETYPES": [
            *("text/html", "text/css", "text/javascript", "text/plain", "text/markdown", "image/svg+xml"),
            *("application/json", "application/xml", "application/atom+xml"),
        ],
    }


def _engine_options(url: str) -> dict[str, object]:
    # An error tells its statement, not the values: those are people's addresses and hashes of secrets.
    # The connection used last comes first: the others, which keep what they read too, are for the rush.
    options: dict[str, object] = {"hide_parameters": True, "pool_use_lifo": True}
    if make_url(url).get_backend_name() == "sqlite":
        return options
    return options | {
        "pool_pre_ping": True,
        "pool_size": 8,
        "max_overflow": 16,
        "connect_args": {"connect_timeout": 5},
    }


def _bind_extensions(app: Flask) -> None:
    db.init_app(app)
    csrf.init_app(app)
    compress.init_app(app)
    limiter.init_app(app)
    login_manager.init_app(app)
    babel.init_app(
        app,
        locale_selector=select_locale,
        default_translation_directories=str(Path(__file__).parent / "translations"),
    )
    with app.app_context():
        prepare_engine()
