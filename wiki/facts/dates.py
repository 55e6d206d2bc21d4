"""Dates that are known to the day, the month or the year: ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``."""

import re
from calendar import monthrange
from datetime import date

from wiki.facts.numbers import narrow

PATTERN = "[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
"""What a date in its canonical form looks like; no year before 1000 or after 2999 is meant by anybody."""

_CANONICAL = re.compile(PATTERN)
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[./] ?)?(\d{1,2})[./] ?(\d{4})", re.ASCII)
MONTHS_A_YEAR = 12


def read_date(text: str) -> str:
    """Return a date in its canonical form, from that or ``2026/5/12``, ``12.5.2026``, ``05/2026``.

    Raises ``ValueError``.
    """
    plain = narrow(text)
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(plain):
        day, month, year = found.groups()
    else:
        raise ValueError(text)
    date(int(year), int(month or 1), int(day or 1))
    canonical = "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
    if not is_canonical(canonical):
        raise ValueError(text)
    return canonical


def is_canonical(text: str) -> bool:
    """Tell whether a text has the form in which dates are stored."""
    return _CANONICAL.fullmatch(text) is not None


def first_day(text: str) -> date:
    """Return the first day that a date may mean."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """Return the last day that a date may mean."""
    year, month, day = _parts(text)
    month = month or MONTHS_A_YEAR
    return date(year, month, day or monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """Return the same day some months on, or the last of that month."""
    years, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def _parts(text: str) -> tuple[int, int | None, int | None]:
    year, month, day = (*text.split("-"), "", "")[:3]
    return int(year), int(month) if month else None, int(day) if day else None
