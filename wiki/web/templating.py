"""What templates call dozens of times a page, made cheap."""

from collections.abc import Callable, Iterable, MutableMapping
from datetime import UTC, date, datetime
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import flask
from flask import Flask, g, request
from flask.templating import Environment
from flask_babel import format_decimal, get_locale, get_translations
from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup, escape

from wiki.http.dates import format_date, format_datetime, format_time
from wiki.search.types import Span

_KEPT = 1024
# Addresses may hold what a reader wrote, of any length; those are not kept, for what is kept has a bound.
_LONGEST = 250
# Stands for a slug in an address, and is written there as it is.
_SLUG = "~slug~"
# What the router leaves as it is in a path.
_SAFE = "!$&'()*+,/:;=@"


class SharedGlobals(Environment):
    """Gives all templates the same globals, not a layer of its own to each: every import copies and compares them."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def keep_code(app: Flask, folder: Path) -> None:
    """Keep in a folder what templates are translated into; one that changed is translated anew."""
    folder.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def keep_addresses(app: Flask) -> None:
    """Let ``url_for`` in templates remember what it has put together: an address depends on nothing else.

    Those of one page or another differ in its slug alone, which is put in each time.
    """

    @lru_cache(maxsize=_KEPT, typed=True)
    def built(_root: str, endpoint: str, values: tuple[tuple[str, object], ...]) -> str:
        return flask.url_for(endpoint, **dict(values))  # type: ignore[arg-type]

    def url_for(endpoint: str, /, **values: object) -> str:
        for value in values.values():
            if isinstance(value, str) and len(value) > _LONGEST:
                return flask.url_for(endpoint, **values)  # type: ignore[arg-type]
        slug = values.get("slug")
        if not isinstance(slug, str):
            return built(request.root_path, endpoint, tuple(values.items()))
        values["slug"] = _SLUG
        before, _, after = built(request.root_path, endpoint, tuple(values.items())).partition(_SLUG)
        if "?" in before:
            values["slug"] = slug
            return flask.url_for(endpoint, **values)  # type: ignore[arg-type]
        return f"{before}{quote(slug, safe=_SAFE)}{after}"

    app.jinja_env.globals["url_for"] = url_for


def keep_translations(app: Flask) -> None:
    """Let templates remember their sentences in each language, and look for the others in what the library found."""

    def translations() -> NullTranslations:
        try:
            return cast(NullTranslations, g.translations)
        except AttributeError:
            g.translations = get_translations()
            return cast(NullTranslations, g.translations)

    # The sentences stand in templates and are trusted; what is put into them is escaped.
    @lru_cache(maxsize=_KEPT)
    def pattern(_language: str, text: str) -> Markup:
        return Markup(translations().gettext(text))  # noqa: S704 - see above

    @lru_cache(maxsize=_KEPT)
    def sentence(language: str, text: str) -> Markup:
        return pattern(language, text) % {}

    def gettext(text: str, /, **values: object) -> Markup:
        language = _language()
        return pattern(language, text) % values if values else sentence(language, text)

    def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
        found = Markup(translations().ngettext(one, many, number))  # noqa: S704 - see above
        return found % {"num": number, **values}

    app.jinja_env.globals |= {"gettext": gettext, "ngettext": ngettext, "_": gettext}


def show_marks(app: Flask) -> None:
    """Add the filter ``marked``: a text in pieces, of which some are marked, as search shows dozens on a page."""

    def marked(spans: Iterable[Span]) -> Markup:
        pieces = (f"<mark>{escape(span.text)}</mark>" if span.marked else escape(span.text) for span in spans)
        return Markup("".join(pieces))  # noqa: S704 - each piece is escaped

    app.add_template_filter(marked, "marked")


def keep_formats(app: Flask) -> None:
    """Let the filters for dates and numbers remember what they wrote in each language."""
    shown = {
        "dateformat": (format_date, _day),
        "timeformat": (format_time, _minute),
        "datetimeformat": (format_datetime, _same),
        "numberformat": (format_decimal, _same),
    }
    for name, (written, part) in shown.items():
        app.add_template_filter(_kept_by_language(written, part), name)


def _kept_by_language(written: Callable[..., str], part: Callable[[Any], object]) -> Callable[..., str]:
    """``part`` is what is looked at of a value: few moments are equal, many are of one day."""

    @lru_cache(maxsize=_KEPT, typed=True)
    def kept(_language: str, value: object, more: tuple[object, ...]) -> str:
        return written(value, *more)

    return lambda value, *more: kept(_language(), part(value), more)


def _day(value: date) -> date:
    return value.astimezone(UTC).date() if isinstance(value, datetime) else value


def _minute(value: datetime) -> datetime:
    """Return the minute of the day; no page tells seconds."""
    at = value.astimezone(UTC)
    return datetime(2000, 1, 1, at.hour, at.minute, tzinfo=UTC)


def _same(value: object) -> object:
    return value


def _language() -> str:
    try:
        return cast(str, g.language)
    except AttributeError:
        g.language = str(get_locale())
        return cast(str, g.language)


def keep_drawings(app: Flask) -> None:
    """Give templates ``kept(file, macro, *values)``: a macro drawn once for the values in each language.

    For macros that look at their values alone, and not at the request or its reader. Where one is drawn dozens of times
    on a page, ``keeping(file, macro)`` gives what draws it for the values.
    """

    @lru_cache(maxsize=_KEPT, typed=True)
    def drawn(_root: str, _language: str, file: str, macro: str, values: tuple[object, ...]) -> str:
        macros = app.jinja_env.get_template(f"_macros/{file}.html").module
        return cast(str, getattr(macros, macro)(*values))

    def kept(file: str, macro: str, *values: object) -> str:
        return drawn(request.root_path, _language(), file, macro, values)

    def keeping(file: str, macro: str) -> Callable[..., str]:
        root, language = request.root_path, _language()
        return lambda *values: drawn(root, language, file, macro, values)

    app.jinja_env.globals |= {"kept": kept, "keeping": keeping}
