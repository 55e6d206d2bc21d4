"""The language of the interface: what the reader chose, else what the browser asks for."""

from flask import request, session
from flask_babel import gettext

from wiki.config import LOCALES
from wiki.core.messages import Message
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


def select_locale() -> str:
    """Return the locale of this request: the address, the account, the session, the browser, the default."""
    signed_in = person()
    candidates = (request.args.get("lang"), signed_in.locale if signed_in else None, session.get("locale"))
    for candidate in candidates:
        if candidate in LOCALES:
            return candidate
    return request.accept_languages.best_match(LOCALES) or services().settings.default_locale


def translated(text: str) -> str:
    """Return a domain's sentence in the reader's language."""
    if not isinstance(text, Message):
        return str(gettext(text))
    template = str(gettext(text.template))
    return template.format(**text.values) if text.values else template
