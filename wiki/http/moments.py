"""Times in addresses."""

from datetime import UTC, datetime


def moment(text: str) -> datetime:
    """Read a time with its zone, as UTC. Raises ``ValueError`` for what is none, or none that UTC has."""
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            raise ValueError(text)
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error
