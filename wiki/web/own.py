"""What waits for the reader, and what is new to them: every page tells members how much, a few of them what."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import cast

from flask import current_app, g

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import snapshot
from wiki.core.ids import UserId
from wiki.core.questions import is_there
from wiki.demand.queries import ask_for_answers, list_answers
from wiki.demand.types import PracticeRequest
from wiki.exchange.queries import count_waiting
from wiki.plans.queries import Waiting, ask_what_waits, waiting_for
from wiki.practices.queries import queue
from wiki.practices.types import QueueItem
from wiki.saved_searches.queries import ask_for_news, list_news
from wiki.saved_searches.types import SavedSearch
from wiki.web.context import actor, services

_KEPT = "wiki.own"


@dataclass(frozen=True, kw_only=True)
class Own:
    """Practices in review, replications and their plans, which wait for one person, what has waited longest first.

    And what is new to them: answers to what they asked for, searches they saved, and how many cities' interests
    wait for a match, told to who may find one.
    """

    practices: Sequence[QueueItem] = ()
    plans: Sequence[Waiting] = ()
    answers: Sequence[PracticeRequest] = ()
    searches: Sequence[SavedSearch] = ()
    interests: int = 0

    @property
    def waiting(self) -> int:
        return len(self.practices) + len(self.plans)

    @property
    def news(self) -> int:
        return len(self.answers) + len(self.searches) + self.interests


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """What there is for those who asked while the database was in one state, on one day."""

    state: Hashable
    by_person: dict[UserId, Own] = field(default_factory=dict)


def own() -> Own:
    """Return what there is for whoever asks, the same throughout a request."""
    if "own" not in g:
        g.own = _present()
    return cast(Own, g.own)


def _present() -> Own:
    """Look it up anew only when something was committed since."""
    who = actor()
    if who.user_id is None:
        return Own()
    state = services().state(), now().date()
    kept: _Kept | None = current_app.extensions.get(_KEPT)
    if kept is None or kept.state != state:
        kept = current_app.extensions[_KEPT] = _Kept(state=state)
    if who.user_id not in kept.by_person:
        # What this request has read already may be older than the state.
        with snapshot():
            kept.by_person[who.user_id] = _looked_up(who)
    return kept.by_person[who.user_id]


def _looked_up(who: Actor) -> Own:
    # After each commit the next page of every member comes here, and mostly there is nothing.
    plans, answers, news = is_there((ask_what_waits(who), ask_for_answers(who), ask_for_news(who)))
    return Own(
        practices=queue(who),
        plans=waiting_for(who) if plans else (),
        answers=list_answers(who) if answers else (),
        searches=list_news(who) if news else (),
        interests=count_waiting(who),
    )
