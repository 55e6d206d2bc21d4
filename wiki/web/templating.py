"""What templates call dozens of times a page, made cheap."""

from collections.abc import Callable
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import cast

import flask
from flask import Flask, g, request
from flask_babel import format_date, format_datetime, format_decimal, format_time, get_locale, get_translations
from jinja2 import FileSystemBytecodeCache

_KEPT = 1024
# Addresses may hold what a reader wrote, of any length; those are not kept, for what is kept has a bound.
_LONGEST = 250


def keep_code(app: Flask, folder: Path) -> None:
    """Keep in a folder what templates are translated into; one that changed is translated anew."""
    folder.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def keep_addresses(app: Flask) -> None:
    """Let ``url_for`` in templates remember what it has put together: an address depends on nothing else."""

    @lru_cache(maxsize=_KEPT, typed=True)
    def built(_root: str, endpoint: str, values: tuple[tuple[str, object], ...]) -> str:
        return flask.url_for(endpoint, **dict(values))  # type: ignore[arg-type]

    def url_for(endpoint: str, **values: object) -> str:
        if any(isinstance(value, str) and len(value) > _LONGEST for value in values.values()):
            return flask.url_for(endpoint, **values)  # type: ignore[arg-type]
        return built(request.root_path, endpoint, tuple(values.items()))

    app.jinja_env.globals["url_for"] = url_for


def keep_translations(app: Flask) -> None:
    """Let templates look for their sentences in what the library found for this request's language."""

    def translations() -> NullTranslations:
        if "translations" not in g:
            g.translations = get_translations()
        return cast(NullTranslations, g.translations)

    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension's
        lambda text: translations().gettext(text),
        lambda one, many, number: translations().ngettext(one, many, number),
        newstyle=True,
    )
    app.jinja_env.globals["_"] = app.jinja_env.globals["gettext"]


def keep_formats(app: Flask) -> None:
    """Let the filters for dates and numbers remember what they wrote in each language."""
    filters = {"dateformat": format_date, "timeformat": format_time, "datetimeformat": format_datetime}
    for name, written in {**filters, "numberformat": format_decimal}.items():
        app.add_template_filter(_kept_by_language(written), name)


def _kept_by_language(written: Callable[..., str]) -> Callable[..., str]:
    @lru_cache(maxsize=_KEPT, typed=True)
    def kept(_language: str, value: object, more: tuple[object, ...]) -> str:
        return written(value, *more)

    return lambda value, *more: kept(_language(), value, more)


def _language() -> str:
    if "language" not in g:
        g.language = str(get_locale())
    return cast(str, g.language)


def keep_drawings(app: Flask) -> None:
    """Give templates ``kept(file, macro, *values)``: a macro drawn once for the values in each language.

    For macros that look at their values alone, and not at the request or its reader.
    """

    @lru_cache(maxsize=_KEPT, typed=True)
    def drawn(_root: str, _language: str, file: str, macro: str, values: tuple[object, ...]) -> str:
        macros = app.jinja_env.get_template(f"_macros/{file}.html").module
        return cast(str, getattr(macros, macro)(*values))

    def kept(file: str, macro: str, *values: object) -> str:
        return drawn(request.root_path, _language(), file, macro, values)

    app.jinja_env.globals["kept"] = kept
