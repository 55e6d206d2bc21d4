"""How many practices wait for the reader, which every page tells members."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from flask import current_app

from wiki.core.clock import now
from wiki.core.db import snapshot
from wiki.core.ids import UserId
from wiki.practices.queries import queue
from wiki.web.context import actor, may, services

_KEPT = "wiki.reviews_waiting"


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """The numbers of those who asked while the database was in one state, on one day."""

    state: Hashable
    counts: dict[UserId, int] = field(default_factory=dict)


def reviews_waiting() -> int:
    """Return how many practices wait for whoever asks; counted anew only when something was committed since."""
    who = actor()
    if who.user_id is None or not may("page.read_drafts"):
        return 0
    state = services().state(), now().date()
    kept = current_app.extensions.get(_KEPT)
    if kept is None or kept.state != state:
        kept = current_app.extensions[_KEPT] = _Kept(state=state)
    if who.user_id not in kept.counts:
        # What this request has read already may be older than the state.
        with snapshot():
            kept.counts[who.user_id] = len(queue(who))
    return int(kept.counts[who.user_id])
