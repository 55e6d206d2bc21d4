"""Times in addresses."""

import re
from datetime import UTC, date, datetime

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def moment(text: str) -> datetime:
    """Read a time with its zone, as UTC. Raises ``ValueError`` for what is none, or none that UTC has."""
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            raise ValueError(text)
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error


def day_of(text: str) -> date:
    """Read a day such as ``2019-03-01``. Raises ``ValueError``."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
