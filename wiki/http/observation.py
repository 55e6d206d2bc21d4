"""What is known of the request that is being answered, for every line that is logged meanwhile."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class Observation:
    """A request as it is answered: its id, who asks, the pattern of its route, the answer's status and size in bytes.

    What is not known is None, 0 or empty.
    """

    request_id: str
    user_id: int | None = None
    route: str = ""
    status: int = 0
    size: int | None = None


# Not taken back at the end of a request: the next one of the thread puts its own in place.
current: ContextVar[Observation | None] = ContextVar("observation", default=None)


def note_actor(user_id: int) -> None:
    """Say who asks, as soon as a channel knows: the lines logged from here on tell it."""
    seen = current.get()
    if seen is not None:
        seen.user_id = user_id
