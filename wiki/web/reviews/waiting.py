"""What waits for the reader: every page tells members how much, two of them what."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import cast

from flask import current_app, g

from wiki.core.clock import now
from wiki.core.db import snapshot
from wiki.core.ids import UserId
from wiki.plans.queries import Waiting, waiting_for
from wiki.practices.queries import queue
from wiki.practices.types import QueueItem
from wiki.web.context import actor, may, services

_KEPT = "wiki.reviews_waiting"


@dataclass(frozen=True, kw_only=True)
class _Own:
    """What waits for one person: practices in review, and replications with their plans."""

    practices: tuple[QueueItem, ...] = ()
    plans: tuple[Waiting, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """What waits for those who asked while the database was in one state, on one day."""

    state: Hashable
    queues: dict[UserId, _Own] = field(default_factory=dict)


def reviews_waiting() -> int:
    """Return how much waits for whoever asks."""
    own = _own()
    return len(own.practices) + len(own.plans)


def own_queue() -> tuple[QueueItem, ...]:
    """Return the practices that wait for whoever asks, the oldest first; the same throughout a request."""
    return _own().practices


def own_plans() -> tuple[Waiting, ...]:
    """Return the replications and plans that wait for whoever asks, the oldest first."""
    return _own().plans


def _own() -> _Own:
    if "own_queue" not in g:
        g.own_queue = _present()
    return cast("_Own", g.own_queue)


def _present() -> _Own:
    """Look it up anew only when something was committed since."""
    who = actor()
    if who.user_id is None or not may("page.read_drafts"):
        return _Own()
    state = services().state(), now().date()
    kept: _Kept | None = current_app.extensions.get(_KEPT)
    if kept is None or kept.state != state:
        kept = current_app.extensions[_KEPT] = _Kept(state=state)
    if who.user_id not in kept.queues:
        # What this request has read already may be older than the state.
        with snapshot():
            kept.queues[who.user_id] = _Own(practices=queue(who), plans=waiting_for(who))
    return kept.queues[who.user_id]
