"""Dates and times are remembered by what is shown of them: no two that differ in it are taken for one."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from wiki.http.dates import format_date, format_time

AWAY = timezone(timedelta(hours=-5))
MOMENTS = (
    datetime(2026, 11, 23, 9, 4, 59, tzinfo=UTC),
    datetime(2026, 11, 23, 9, 5, tzinfo=UTC),
    datetime(2026, 11, 24, 9, 5, tzinfo=UTC),
    # The next day where our times are told.
    datetime(2026, 11, 23, 21, 0, tzinfo=AWAY),
)


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_a_moment_is_written_as_the_library_writes_it(app: Flask, language: str) -> None:
    day, minute = app.jinja_env.filters["dateformat"], app.jinja_env.filters["timeformat"]
    with app.test_request_context(), force_locale(language):
        for at in MOMENTS * 2:
            assert day(at, "long") == format_date(at.astimezone(UTC), "long")
            assert minute(at, "short") == format_time(at, "short")


def test_a_day_needs_no_time(app: Flask) -> None:
    day: Any = app.jinja_env.filters["dateformat"]
    with app.test_request_context():
        assert day(date(2026, 11, 23), "long") == format_date(date(2026, 11, 23), "long")


@pytest.mark.parametrize(("language", "told"), [("en", "23 November 2026, 21:04"), ("de", "23. November 2026, 21:04")])
def test_english_is_that_of_europe(app: Flask, language: str, told: str) -> None:
    day, minute = app.jinja_env.filters["dateformat"], app.jinja_env.filters["timeformat"]
    at = datetime(2026, 11, 23, 21, 4, tzinfo=UTC)
    with app.test_request_context(), force_locale(language):
        assert f"{day(at, 'long')}, {minute(at, 'short')}" == told
