"""Times of day: ``HH:MM``."""

import re

from wiki.facts.numbers import narrow

PATTERN = "([01][0-9]|2[0-3]):[0-5][0-9]"
"""What a time in its canonical form looks like."""

_WRITTEN = re.compile(r"(\d{1,2}) ?[:.h\uff1a] ?(\d{2})", re.ASCII)
_CANONICAL = re.compile(PATTERN)


def read_time(text: str) -> str:
    """Return a time in its canonical form, from that or ``9:30``, ``9.30``, ``9h30``. Raises ``ValueError``."""
    found = _WRITTEN.fullmatch(narrow(text))
    canonical = f"{int(found[1]):02}:{found[2]}" if found else ""
    if not is_time(canonical):
        raise ValueError(text)
    return canonical


def is_time(text: str) -> bool:
    """Tell whether a text has the form in which times are stored."""
    return _CANONICAL.fullmatch(text) is not None
