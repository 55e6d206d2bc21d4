"""What is new for the reader: answers to what they asked for, saved searches, and interests that wait for a match."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import cast

from flask import current_app, g

from wiki.core.db import snapshot
from wiki.core.ids import UserId
from wiki.demand.queries import list_answers
from wiki.demand.types import PracticeRequest
from wiki.exchange.queries import count_waiting
from wiki.saved_searches.queries import list_news
from wiki.saved_searches.types import SavedSearch
from wiki.web.context import actor, services

_KEPT = "wiki.own_news"


@dataclass(frozen=True, kw_only=True)
class OwnNews:
    """``interests`` is how many cities' interests wait for a match, told to who may find one."""

    answers: Sequence[PracticeRequest] = ()
    searches: Sequence[SavedSearch] = ()
    interests: int = 0

    @property
    def count(self) -> int:
        return len(self.answers) + len(self.searches) + self.interests


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """What is new for those who asked while the database was in one state."""

    state: Hashable
    news: dict[UserId, OwnNews] = field(default_factory=dict)


def own_news() -> OwnNews:
    """Return what is new for whoever asks, the same throughout a request."""
    if "own_news" not in g:
        g.own_news = _present_news()
    return cast(OwnNews, g.own_news)


def _present_news() -> OwnNews:
    """Look it up anew only when something was committed since."""
    who = actor()
    if who.user_id is None:
        return OwnNews()
    state = services().state()
    kept: _Kept | None = current_app.extensions.get(_KEPT)
    if kept is None or kept.state != state:
        kept = current_app.extensions[_KEPT] = _Kept(state=state)
    if who.user_id not in kept.news:
        # What this request has read already may be older than the state.
        with snapshot():
            kept.news[who.user_id] = OwnNews(
                answers=list_answers(who), searches=list_news(who), interests=count_waiting(who)
            )
    return kept.news[who.user_id]
