"""What templates call dozens of times a page, made cheap."""

from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import cast

import flask
from flask import Flask, g, request
from flask_babel import get_translations
from jinja2 import FileSystemBytecodeCache

_KEPT = 4096


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
