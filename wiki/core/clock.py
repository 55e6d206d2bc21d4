"""The one clock: aware UTC times, so that no naive local time ever reaches a row."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """Return the present moment in UTC."""
    return _moment.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let what is done within be of another moment: content that comes with a past."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
