"""Periods as people write them: ``2017``, ``2017-04``, ``April 2017``, ``2017-04..2018-03``."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache

from babel import Locale

from wiki.facts.dates import first_day, last_day, months_later, read_date
from wiki.monitoring.types import Period

_BETWEEN = re.compile(r"\s*(?:\.\.|–|—|…)\s*|\s+(?:-|to)\s+")
# A month by its name, before its year.
_NAMED = re.compile(r"([^\W\d_]+)\.?,?\s+(?=\d{4}$)")
_LANGUAGES = ("en", "de", "fr", "es", "it", "bg", "uk")
_DAY = timedelta(days=1)


def read_period(text: str) -> Period:
    """Return the period that a text tells. Raises ``ValueError``, also for one that ends before it starts."""
    parts = _BETWEEN.split(text.strip())
    first, *rest = [read_date(_NAMED.sub(_numbered, part.strip())) for part in parts]
    if len(rest) > 1:
        raise ValueError(text)
    period = Period(starts=first_day(first), ends=last_day(rest[0] if rest else first))
    if period.ends < period.starts:
        raise ValueError(text)
    return period


def write_period(period: Period) -> str:
    """Return the shortest text that :func:`read_period` reads as this period."""
    starts, ends = period.starts.isoformat(), period.ends.isoformat()
    # The year, the month, the day.
    for length in (4, 7, 10):
        first, last = starts[:length], ends[:length]
        if first_day(first) == period.starts and last_day(last) == period.ends:
            return first if first == last else f"{first}..{last}"
    raise AssertionError(period)


def whole_months(periods: Iterable[Period]) -> int:
    """Return how many calendar months the periods cover to the last day, each counted once."""
    months: set[tuple[int, int]] = set()
    for period in _joined(periods):
        month = period.starts.replace(day=1)
        if month < period.starts:
            month = months_later(month, 1)
        while (following := months_later(month, 1)) - _DAY <= period.ends:
            months.add((month.year, month.month))
            month = following
    return len(months)


def middle(period: Period) -> date:
    return period.starts + (period.ends - period.starts) / 2


def _numbered(named: re.Match[str]) -> str:
    """Return a month's number with the sign that stands before a year; what is no month stays."""
    number = _months_by_name().get(named[1].casefold())
    return f"{number}." if number else named[0]


@cache
def _months_by_name() -> Mapping[str, int]:
    """Return the months by their names in each language, whole and short, as calendars and as dates write them."""
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for forms in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                found |= {str(name).casefold().rstrip("."): number for number, name in forms[width].items()}
    return found


def _joined(periods: Iterable[Period]) -> Iterable[Period]:
    """Yield periods without a day in common or in succession, from any."""
    held: Period | None = None
    for period in sorted(periods):
        if held is None or period.starts > held.ends + _DAY:
            if held is not None:
                yield held
            held = period
        else:
            held = Period(starts=held.starts, ends=max(held.ends, period.ends))
    if held is not None:
        yield held
