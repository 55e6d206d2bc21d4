"""The one clock: aware UTC times, so that no naive local time ever reaches a row."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
