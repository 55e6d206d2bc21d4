"""Writes of saved searches. Every function flushes; the caller commits."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select, update

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid, NotFound
from wiki.core.messages import message
from wiki.pages.queries import newest_event
from wiki.pages.rules import one_line
from wiki.saved_searches.models import SavedSearchRow
from wiki.saved_searches.queries import Unsure, count_saved, list_saved
from wiki.saved_searches.rules import MOST_SAVED, kept_form, name_errors, reader_of, search_errors
from wiki.saved_searches.types import AskedFor, SavedSearchId


def save_search(actor: Actor, name: str, asked: AskedFor) -> SavedSearchId:
    """Keep a search for its owner. Raises :class:`Denied`, :class:`Invalid` with an error at ``name``."""
    require(actor, "search.save")
    name, asked = one_line(name), kept_form(asked)
    errors = search_errors(name, asked)
    if not errors and count_saved(actor) >= MOST_SAVED:
        errors = {"name": message("You have {limit} saved searches. Remove one first.", limit=MOST_SAVED)}
    if errors := errors or _taken(actor, name) or _kept(actor, asked):
        raise Invalid(errors)
    row = SavedSearchRow(
        user_id=actor.user_id,
        name=name,
        text=asked.text,
        choices={facet: list(values) for facet, values in asked.choices.items()},
        sort=asked.sort,
        as_typed=asked.as_typed,
        saved_at=now(),
        looked_at=now(),
        news_for="",
        event_seen=newest_event(),
    )
    db.session.add(row)
    db.session.flush()
    return SavedSearchId(row.id)


def rename_search(actor: Actor, search_id: SavedSearchId, name: str) -> None:
    """Raises :class:`Denied`, :class:`NotFound` for anybody else's, :class:`Invalid` with an error at ``name``."""
    row, name = _hold(actor, search_id), one_line(name)
    if name == row.name:
        return
    if errors := name_errors(name) or _taken(actor, name):
        raise Invalid(errors)
    row.name = name
    db.session.flush()


def remove_search(actor: Actor, search_id: SavedSearchId) -> None:
    """Raises :class:`Denied`, :class:`NotFound` for anybody else's."""
    row = _hold(actor, search_id)
    db.session.execute(delete(SavedSearchRow).where(SavedSearchRow.id == row.id))


def note_look(actor: Actor, search_id: SavedSearchId) -> None:
    """Remember that the owner has seen what is new up to now. Raises as :func:`remove_search` does."""
    row = _hold(actor, search_id)
    row.looked_at, row.news_for, row.event_seen = now(), "", newest_event()
    db.session.flush()


def note_news(looked_into: Sequence[Unsure], with_news: Collection[SavedSearchId]) -> None:
    """Remember in which of the searches something is new; one whose owner looked meanwhile stays without."""
    for each in looked_into:
        same = SavedSearchRow.id == each.id, SavedSearchRow.looked_at == each.looked_at
        news = {"news_for": reader_of(each.owner) if each.id in with_news else "", "event_seen": each.event}
        db.session.execute(update(SavedSearchRow).where(*same).values(news))


def _hold(actor: Actor, search_id: SavedSearchId) -> SavedSearchRow:
    require(actor, "search.save")
    own = SavedSearchRow.id == search_id, SavedSearchRow.user_id == actor.user_id
    row = db.session.scalar(select(SavedSearchRow).where(*own).with_for_update())
    if row is None:
        raise NotFound
    return row


def _kept(actor: Actor, asked: AskedFor) -> dict[str, str]:
    same = next((each for each in list_saved(actor) if each.asked == asked), None)
    return {"name": message("You have saved this search already, as “{name}”.", name=same.name)} if same else {}


def _taken(actor: Actor, name: str) -> dict[str, str]:
    same = SavedSearchRow.user_id == actor.user_id, SavedSearchRow.name == name
    if db.session.scalar(select(SavedSearchRow.id).where(*same)) is None:
        return {}
    return {"name": message("You have a saved search of this name. Choose another.")}
