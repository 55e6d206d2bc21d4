"""Days and times as the reader writes them; English as Europe does: the day before the month, and 24 hours."""

from datetime import UTC, date, datetime

from babel import Locale, dates
from flask_babel import get_locale

_BRITISH = Locale("en", "GB")


def format_date(value: date, format: str = "medium") -> str:  # noqa: A002 - as the library calls it
    return dates.format_date(value, format, locale=_locale())


def format_time(value: datetime, format: str = "medium") -> str:  # noqa: A002 - as the library calls it
    return dates.format_time(value, format, tzinfo=UTC, locale=_locale())


def format_datetime(value: datetime, format: str = "medium") -> str:  # noqa: A002 - as the library calls it
    return dates.format_datetime(value, format, tzinfo=UTC, locale=_locale())


def _locale() -> Locale:
    chosen = get_locale()
    return _BRITISH if chosen is None or chosen == Locale("en") else chosen
