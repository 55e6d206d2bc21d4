"""The language of the interface: what the reader chose, else what the browser asks for."""

from urllib.parse import urlencode

from flask import Flask, Response, request

from wiki.config import LOCALES
from wiki.http.asked_for import language_asked_for
from wiki.web.context import person, services

LOCALE_NAMES = {
    "bg": "Български",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "ja": "日本語",
    "uk": "Українська",
}
INTERFACE_LANGUAGES = tuple((code, LOCALE_NAMES[code]) for code in LOCALES)


_COOKIE = "lang"
_YEAR = 31_536_000


def remember_choice(app: Flask) -> None:
    """Keep the language a visitor chooses with ``?lang=``; who chooses none gets no cookie."""

    @app.after_request
    def keep(response: Response) -> Response:
        chosen = request.args.get("lang")
        if chosen in LOCALES and chosen != request.cookies.get(_COOKIE):
            secure = app.config["SESSION_COOKIE_SECURE"]
            response.set_cookie(_COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True, secure=secure)
        return response


def select_locale() -> str:
    """Return the locale of this request: the address, the account, an earlier choice, the browser, the default."""
    signed_in = person()
    candidates = (request.args.get("lang"), signed_in.locale if signed_in else None, request.cookies.get(_COOKIE))
    for candidate in candidates:
        if candidate in LOCALES:
            return candidate
    asked_for = language_asked_for(request.headers.get("Accept-Language", ""))
    return asked_for or services().settings.default_locale


def other_arguments() -> str:
    """Return what this page's address asks for besides a language, so that a link to another one keeps it."""
    return urlencode([(name, value) for name, value in request.args.items(multi=True) if name != "lang"])
