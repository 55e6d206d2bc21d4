"""Asking for a practice, and joining those who ask for it already."""

from dataclasses import replace

from sqlalchemy import bindparam, delete, select, text, update

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import UtcDateTime, db
from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.demand.models import JoinRow, RequestRow
from wiki.demand.rules import draft_errors
from wiki.demand.service.holding import hold_request, log_step
from wiki.demand.types import RequestDraft, RequestId, RequestState, RequestStepKind
from wiki.pages.rules import one_line
from wiki.search.analysis import title_key
from wiki.taxonomy.queries import load_taxonomy

_KEY_MAX = 400
# In one step, for a button may be pressed twice. Both databases speak it; the toolkit has no common word for it.
_JOIN = text(
    "INSERT INTO request_joins (request_id, user_id, name, city_id, at, told)"
    " VALUES (:request, :user, :name, :city, :at, :told) ON CONFLICT (request_id, user_id) DO NOTHING"
).bindparams(bindparam("at", type_=UtcDateTime))


def ask(actor: Actor, draft: RequestDraft) -> RequestId:
    """Ask for a practice; who asks has joined. Raises :class:`Denied`, :class:`Invalid` with an error a field."""
    require(actor, "demand.ask")
    draft = replace(draft, title=one_line(draft.title), why=one_line(draft.why))
    known = load_taxonomy()
    if errors := draft_errors(draft, themes=known.theme_by_slug, cities=known.city_by_slug):
        raise Invalid(errors)
    key = title_key(draft.title)[:_KEY_MAX]
    same = select(RequestRow.id).where(RequestRow.title_key == key, RequestRow.state == RequestState.OPEN)
    if db.session.scalar(same.limit(1)) is not None:
        raise Invalid({"title": message("This very practice is asked for already. Join those who ask for it.")})
    theme = known.theme_by_slug.get(draft.theme)
    row = RequestRow(
        title=draft.title,
        title_key=key,
        why=draft.why,
        theme_id=theme.id if theme else None,
        asked_at=now(),
        asked_by_id=actor.user_id,
        asked_by=actor.label,
        state=RequestState.OPEN,
    )
    db.session.add(row)
    db.session.flush()
    log_step(actor, row, RequestStepKind.ASKED, draft.why)
    _add_join(actor, row.id, draft.city)
    return RequestId(row.id)


def join_request(actor: Actor, request_id: RequestId, city: str = "") -> None:
    """Want it too, for a city; who has joined stays joined. Raises :class:`Invalid`, :class:`NotFound`."""
    require(actor, "demand.ask")
    row = hold_request(request_id)
    if row.state != RequestState.OPEN:
        raise Invalid({"request": message("This request is not open any more.")})
    if city and city not in load_taxonomy().city_by_slug:
        raise Invalid({"city": message("Choose a city.")})
    _add_join(actor, row.id, city)


def leave_request(actor: Actor, request_id: RequestId) -> None:
    """Want it no longer. Raises :class:`NotFound`."""
    require(actor, "demand.ask")
    row = hold_request(request_id)
    db.session.execute(delete(JoinRow).where(JoinRow.request_id == row.id, JoinRow.user_id == actor.user_id))


def note_told(actor: Actor, request_id: RequestId) -> None:
    """Remember that somebody who joined has seen what became of it. Raises :class:`NotFound`."""
    require(actor, "demand.ask")
    row = hold_request(request_id)
    mine = JoinRow.request_id == row.id, JoinRow.user_id == actor.user_id
    db.session.execute(update(JoinRow).where(*mine).values(told=True))


def _add_join(actor: Actor, request_id: int, city: str) -> None:
    place = load_taxonomy().city_by_slug.get(city)
    values = {"request": request_id, "user": actor.user_id, "name": actor.label, "city": place.id if place else None}
    db.session.execute(_JOIN, values | {"at": now(), "told": False})
