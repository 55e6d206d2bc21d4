"""Whether a text begins with the very words that would be shown above it."""

import re
from html import unescape

# Enough to hold the longest summary, with the pictures, headings and markup that may stand before and in it.
_LOOKED_AT = 6_000
_HEADING = re.compile(r"<h[1-6]\b.*?</h[1-6]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def opens_with(html: str, summary: str) -> bool:
    """Tell whether the text of ``html``, its headings aside, begins with ``summary``.

    Only letters and digits count: a summary the import took from the text is cut and its spaces are others.
    """
    wanted = _letters(summary)
    if not wanted:
        return False
    opening = unescape(_TAG.sub(" ", _HEADING.sub(" ", html[:_LOOKED_AT])))
    return _letters(opening).startswith(wanted)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
