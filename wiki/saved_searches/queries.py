"""Reads of saved searches: one's own, and those that something may be new in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, func, select

from wiki.accounts.models import User
from wiki.accounts.permissions import require
from wiki.accounts.types import Actor, Role
from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.core.questions import Question
from wiki.pages.queries import newest_event
from wiki.saved_searches.models import SavedSearchRow
from wiki.saved_searches.rules import read_back, reader_of
from wiki.saved_searches.types import AskedFor, SavedSearch, SavedSearchId


@dataclass(frozen=True, kw_only=True)
class Unsure:
    """A saved search of somebody who acts as ``owner``, in which something may be new by ``event``."""

    id: SavedSearchId
    asked: AskedFor
    owner: Actor
    looked_at: datetime
    event: int


def list_saved(actor: Actor) -> Sequence[SavedSearch]:
    """Return the actor's own searches by name. Raises :class:`Denied`."""
    require(actor, "search.read_saved")
    query = select(SavedSearchRow).where(SavedSearchRow.user_id == actor.user_id)
    return [_saved(row, actor) for row in db.session.scalars(query.order_by(SavedSearchRow.name, SavedSearchRow.id))]


def get_saved(actor: Actor, search_id: SavedSearchId) -> SavedSearch:
    """Return a search of the actor's own. Raises :class:`Denied`, :class:`NotFound` for anybody else's."""
    require(actor, "search.read_saved")
    own = SavedSearchRow.id == search_id, SavedSearchRow.user_id == actor.user_id
    row = db.session.scalar(select(SavedSearchRow).where(*own))
    if row is None:
        raise NotFound
    return _saved(row, actor)


def list_news(actor: Actor) -> Sequence[SavedSearch]:
    """Return those of the actor's own searches in which something is new."""
    own = SavedSearchRow.user_id == actor.user_id, SavedSearchRow.news_for.in_({"public", reader_of(actor)})
    query = select(SavedSearchRow).where(*own).order_by(SavedSearchRow.name, SavedSearchRow.id)
    return [_saved(row, actor) for row in db.session.scalars(query)]


def ask_for_news(actor: Actor) -> Question:
    """Ask whether :func:`list_news` may hold anything: every one in it makes a row."""
    return Question(rows=_with_any_news(), values={"user": actor.user_id})


@cache
def _with_any_news() -> Select[int]:
    return select(SavedSearchRow.id).where(SavedSearchRow.user_id == bindparam("user"), SavedSearchRow.news_for != "")


def list_unsure(limit: int) -> Sequence[Unsure]:
    """Return searches without news that were last looked into before the newest event, the longest ago first."""
    event = newest_event()
    query = (
        select(SavedSearchRow, User.role)
        .join(User, User.id == SavedSearchRow.user_id)
        .where(User.active, SavedSearchRow.news_for == "", SavedSearchRow.event_seen != event)
        .order_by(SavedSearchRow.event_seen, SavedSearchRow.id)
        .limit(limit)
    )
    return [
        Unsure(
            id=SavedSearchId(row.id),
            asked=_asked(row),
            owner=Actor(role=Role(role)),
            looked_at=row.looked_at,
            event=event,
        )
        for row, role in db.session.execute(query)
    ]


def count_saved(actor: Actor) -> int:
    return db.session.scalar(select(func.count()).where(SavedSearchRow.user_id == actor.user_id)) or 0


def _saved(row: SavedSearchRow, owner: Actor) -> SavedSearch:
    return SavedSearch(
        id=SavedSearchId(row.id),
        name=row.name,
        asked=_asked(row),
        saved_at=row.saved_at,
        looked_at=row.looked_at,
        has_news=row.news_for in {"public", reader_of(owner)},
    )


def _asked(row: SavedSearchRow) -> AskedFor:
    return read_back(row.text, row.choices, row.sort, as_typed=row.as_typed)
