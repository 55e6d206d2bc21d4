"""The domain's sentences in the language of who reads the answer."""

from datetime import date
from functools import lru_cache

from flask_babel import get_locale, gettext

from wiki.core.messages import Message
from wiki.http.dates import format_date

_KEPT, _LONGEST = 4096, 250


def translated(text: str) -> str:
    """Return a domain's sentence in the reader's language."""
    if not text:
        # To gettext that is the name of the catalogue's own header.
        return ""
    if not isinstance(text, Message):
        return _said(text)
    template = _said(text.template)
    values = {name: _value(one) for name, one in text.values.items()}
    return template.format(**values) if values else template


def _value(one: object) -> object:
    """Return a day as the reader writes it, and in their language what is a sentence or a field's name itself."""
    if isinstance(one, date):
        return format_date(one, "long")
    return translated(one) if isinstance(one, Message) else one


def _said(text: str) -> str:
    # Some are what people wrote, of any length; those are not kept.
    return _kept(str(get_locale()), text) if len(text) <= _LONGEST else str(gettext(text))


@lru_cache(maxsize=_KEPT)
def _kept(_language: str, text: str) -> str:
    """Return a sentence as it was looked up before: a list of practices names a hundred words of vocabularies."""
    return str(gettext(text))
