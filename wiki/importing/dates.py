"""Dates as people write them in front matter and file names."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?![\d])")
_YEAR_LAST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})(?![\d])")
_WORDS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y")
_BETWEEN = re.compile(r"\s+(?:to|until|bis|au|-)\s+|\s*[–—]\s*", re.IGNORECASE)
_MEANINGFUL_YEARS = range(1900, 2101)


@dataclass(frozen=True, kw_only=True)
class Period:
    """A day, or a first and a last one. ``is_guess``: day and month could be meant the other way round."""

    first: date
    last: date | None = None
    is_guess: bool = False


def parse_period(value: object) -> Period | None:
    """Read a date, a moment or a range of dates; None if it is none.

    A day stands before its month, except before a year of two digits, where the month comes first.
    A moment counts as the day it has in its own time zone.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Period(first=value) if value.year in _MEANINGFUL_YEARS else None
    if not isinstance(value, str):
        return None
    days = [_parse_day(part.strip()) for part in _BETWEEN.split(value.strip())]
    first, last = days[0], days[1] if len(days) == 2 else None
    if first is None or len(days) > 2 or (len(days) == 2 and last is None):
        return None
    return Period(first=first.first, last=last.first if last else None, is_guess=first.is_guess)


def date_in_name(name: str) -> date | None:
    """Give the date a file name begins with, as in ``2017-04-04-lamp-posts.md``."""
    found = _YEAR_FIRST.match(name) or _YEAR_LAST.match(name)
    period = _parse_day(found[0]) if found else None
    return period.first if period else None


def without_date(name: str) -> str:
    """Take the date off the front of a file name, unless nothing else is there."""
    found = _YEAR_FIRST.match(name) or _YEAR_LAST.match(name)
    rest = name[found.end() :].lstrip("-_. ") if found and date_in_name(name) else ""
    return rest or name


def _parse_day(text: str) -> Period | None:
    if found := _YEAR_FIRST.match(text):
        year, second, third = map(int, found.groups())
        return _period(year, second, third) or _period(year, third, second)
    if found := _YEAR_LAST.match(text):
        first, second, year = map(int, found.groups())
        if len(found[3]) == 4:
            return _period(year, second, first) or _period(year, first, second)
        is_guess = first <= 12 and second <= 12 and first != second
        return _period(2000 + year, first, second, is_guess=is_guess) or _period(2000 + year, second, first)
    for style in _WORDS:
        with suppress(ValueError):
            return Period(first=datetime.strptime(text, style).date())  # noqa: DTZ007 - a day has no zone
    return None


def _period(year: int, month: int, day: int, *, is_guess: bool = False) -> Period | None:
    if year not in _MEANINGFUL_YEARS:
        return None
    with suppress(ValueError):
        return Period(first=date(year, month, day), is_guess=is_guess)
    return None
