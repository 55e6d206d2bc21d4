"""Which language and which compression a browser asks for. Browsers send few different headers: answers are kept."""

from functools import lru_cache

from werkzeug.datastructures import Accept, LanguageAccept
from werkzeug.http import parse_accept_header

from wiki.config import LOCALES

_KEPT = 512
# No browser sends more; what is beyond is not read, for what is kept has a bound.
_LONGEST = 200
# The strongest first; where a browser takes several, the first it takes is meant.
ENCODINGS = ("br", "gzip")


def language_asked_for(header: str) -> str | None:
    """Return the language of the interface an ``Accept-Language`` header likes best, if it names one of ours."""
    return _language(header[:_LONGEST])


def encoding_asked_for(header: str) -> str:
    """Return the compression to answer an ``Accept-Encoding`` header with; ``""`` for none."""
    return _encoding(header[:_LONGEST])


@lru_cache(maxsize=_KEPT)
def _language(header: str) -> str | None:
    return parse_accept_header(header, LanguageAccept).best_match(LOCALES)


@lru_cache(maxsize=_KEPT)
def _encoding(header: str) -> str:
    accepted = parse_accept_header(header, Accept)
    return next((encoding for encoding in ENCODINGS if accepted.quality(encoding) > 0), "")
