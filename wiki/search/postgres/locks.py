"""Who writes at once: saves beside each other, but none of them while segments are taken away."""

import time
from typing import Any, Literal

from psycopg import Connection

from wiki.search.types import Busy

Lock = Literal["beside others", "alone", "merging"]
# Two numbers of our own, so that other programs may use such locks in the same database.
_OURS, _WRITING, _MERGING = 0x57494B49, 1, 2
_TRY: dict[Lock, tuple[bytes, int]] = {
    "beside others": (b"SELECT pg_try_advisory_xact_lock_shared(%s, %s)", _WRITING),
    "alone": (b"SELECT pg_try_advisory_xact_lock(%s, %s)", _WRITING),
    "merging": (b"SELECT pg_try_advisory_xact_lock(%s, %s)", _MERGING),
}
_RETRY_SECONDS = 0.01


def take(connection: Connection[Any], lock: Lock, *, timeout: float) -> None:
    """Take a lock until the transaction ends. Raises `Busy` after ``timeout`` seconds of waiting.

    It is asked for again and again: whoever stood in a queue would keep those behind from writing beside others.
    """
    statement, name = _TRY[lock]
    deadline = time.monotonic() + timeout
    while connection.execute(statement, (_OURS, name)).fetchone() != (True,):
        if time.monotonic() >= deadline:
            raise Busy("The search index is being written elsewhere.")
        time.sleep(_RETRY_SECONDS)
