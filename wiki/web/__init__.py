"""The web channel: pages for people."""

from typing import cast

from flask import Flask, request
from flask_babel import get_locale

from wiki.http.addresses import absolute
from wiki.http.translating import translated
from wiki.services import EXTENSION, Services
from wiki.web import (
    accounts,
    challenges,
    changes,
    demand,
    downloads,
    exchange,
    files,
    fit,
    habits,
    imports,
    indicators,
    lists,
    meetings,
    plans,
    replication,
    saved_searches,
    search,
    site,
    static,
    suggestions,
    synonyms,
    taxonomy,
)
from wiki.web.context import may
from wiki.web.errors import register_error_pages
from wiki.web.facts.telling import told_side
from wiki.web.headers import add_security_headers
from wiki.web.i18n import INTERFACE_LANGUAGES, LOCALE_NAMES, other_arguments, remember_choice
from wiki.web.login import load
from wiki.web.maps import map_layout
from wiki.web.metrics import add_metrics
from wiki.web.monitoring import bp as monitoring_bp
from wiki.web.own import own
from wiki.web.pages import bp as pages_bp
from wiki.web.practices import bp as practices_bp
from wiki.web.requests import clean_forms, clean_questions, refuse_nul
from wiki.web.templating import keep_addresses, keep_code, keep_drawings, keep_formats, keep_translations, show_marks

__all__ = ["load", "register_web"]


_FEATURES = (
    site,
    lists,
    meetings,
    taxonomy,
    fit,
    search,
    suggestions,
    synonyms,
    indicators,
    saved_searches,
    demand,
    replication,
    plans,
    exchange,
    challenges,
    changes,
    accounts,
    files,
    imports,
    habits,
    downloads,
)


def register_web(app: Flask) -> None:
    """Bind blueprints, filters, error pages and headers to the application."""
    for module in _FEATURES:
        app.register_blueprint(module.bp)
    # After the others: its addresses end in a free path.
    app.register_blueprint(monitoring_bp)
    app.register_blueprint(practices_bp)
    app.register_blueprint(pages_bp)
    app.jinja_env.globals |= {"language_names": LOCALE_NAMES, "interface_languages": INTERFACE_LANGUAGES}
    app.add_template_global(map_layout)
    app.add_template_global(may)
    app.add_template_global(absolute)
    app.add_template_global(own)
    app.add_template_global(told_side)
    app.add_template_global(translated, "wording")
    app.add_template_filter(translated, "wording")
    token = cast(Services, app.extensions[EXTENSION]).settings.metrics_token
    if token:
        add_metrics(app, token)
    static.version_static_files(app)
    keep_code(app, app.extensions[EXTENSION].settings.templates_folder)
    keep_addresses(app)
    keep_translations(app)
    keep_formats(app)
    show_marks(app)
    keep_drawings(app)
    register_error_pages(app)
    add_security_headers(app)
    clean_questions(app)
    refuse_nul(app)
    clean_forms(app)
    # Runs before the headers: an answer that sets a cookie is in no shared cache.
    remember_choice(app)

    @app.context_processor
    def common() -> dict[str, object]:
        return {
            "locale": str(get_locale()),
            "request_path": request.full_path.rstrip("?"),
            "other_arguments": other_arguments(),
        }
