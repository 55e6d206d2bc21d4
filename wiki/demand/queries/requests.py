"""Reads of requests: the list by how many want it, one of them, those alike, and what became of one's own."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, exists, func, null, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.core.paging import Page
from wiki.core.questions import Question
from wiki.demand.models import JoinRow, RequestRow
from wiki.demand.rules import alike, knows_names
from wiki.demand.types import MeetingPage, PracticeRequest, RequestId, RequestState
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.visibility import shown_revision, visible_to
from wiki.search.analysis import title_key
from wiki.taxonomy.models import CityRow, ThemeRow

# Of more open requests those are compared that most people want.
_MOST_COMPARED = 500
_ENDED = RequestState.MET, RequestState.CLOSED
_JOINED = (
    select(func.count(JoinRow.id)).where(JoinRow.request_id == RequestRow.id).correlate(RequestRow).scalar_subquery()
)
_WANTED_MOST = (_JOINED.desc(), RequestRow.asked_at, RequestRow.id)


def list_requests(
    actor: Actor,
    *,
    state: RequestState | None = RequestState.OPEN,
    theme: str = "",
    number: int = 1,
    size: int = 50,
) -> Page[PracticeRequest]:
    """Return a page of the requests in a state (None: in any), what most want first, then the oldest."""
    conditions = [RequestRow.state == state] if state else []
    if theme:
        conditions.append(ThemeRow.slug == theme)
    counted = select(func.count(RequestRow.id)).outerjoin(ThemeRow, ThemeRow.id == RequestRow.theme_id)
    total = db.session.scalar(counted.where(*conditions)) or 0
    query = _select(actor).where(*conditions).order_by(*_WANTED_MOST).limit(size).offset((number - 1) * size)
    return Page(items=_read(actor, query), total=total, number=number, size=size)


def get_request(actor: Actor, request_id: RequestId) -> PracticeRequest:
    """Return a request. Raises :class:`NotFound`."""
    found = _read(actor, _select(actor).where(RequestRow.id == request_id))
    if not found:
        raise NotFound
    return found[0]


def similar_requests(actor: Actor, title: str, *, most: int = 3) -> Sequence[PracticeRequest]:
    """Return open requests that ask for nearly the same in other words, the nearest first."""
    query = select(RequestRow.id, RequestRow.title_key).where(RequestRow.state == RequestState.OPEN)
    keys = {row.id: row.title_key for row in db.session.execute(query.order_by(*_WANTED_MOST).limit(_MOST_COMPARED))}
    near = alike(title_key(title), keys, most=most)
    if not near:
        return ()
    found = {request.id: request for request in _read(actor, _select(actor).where(RequestRow.id.in_(near)))}
    return [found[RequestId(number)] for number in near if number in found]


def list_answers(actor: Actor) -> Sequence[PracticeRequest]:
    """Return what became of the requests the actor joined, as far as they were not told: met by a page, or closed.

    Without the cities. A page that the actor may not see is no news.
    """
    if actor.user_id is None:
        return []
    untold = exists().where(
        JoinRow.request_id == RequestRow.id, JoinRow.user_id == actor.user_id, JoinRow.told.is_(False)
    )
    ended = RequestRow.state.in_(_ENDED)
    rows = db.session.execute(_select(actor).where(ended, untold).order_by(RequestRow.id))
    found = [_request(row, (), with_names=True) for row in rows]
    return [request for request in found if request.page or request.state is RequestState.CLOSED]


def ask_for_answers(actor: Actor) -> Question:
    """Ask whether :func:`list_answers` may hold anything: every one in it makes a row."""
    return Question(rows=_untold(), values={"user": actor.user_id})


@cache
def _untold() -> Select[int]:
    joined = JoinRow.user_id == bindparam("user"), JoinRow.told.is_(False)
    ended = select(RequestRow.id).where(RequestRow.state.in_(_ENDED))
    return select(JoinRow.id).where(*joined, JoinRow.request_id.in_(ended))


def _select(actor: Actor) -> Select[*tuple[Any, ...]]:
    mine = exists().where(JoinRow.request_id == RequestRow.id, JoinRow.user_id == actor.user_id)
    return (
        select(
            *RequestRow.__table__.c,
            ThemeRow.slug.label("theme"),
            _JOINED.label("joined"),
            (mine if actor.user_id is not None else null()).label("is_joined"),
            PageRow.slug.label("page_slug"),
            RevisionRow.title.label("page_title"),
            RevisionRow.language.label("page_language"),
        )
        .outerjoin(ThemeRow, ThemeRow.id == RequestRow.theme_id)
        .outerjoin(PageRow, and_(PageRow.id == RequestRow.page_id, visible_to(actor)))
        .outerjoin(RevisionRow, RevisionRow.id == shown_revision(actor))
    )


def _read(actor: Actor, query: Select[*tuple[Any, ...]]) -> Sequence[PracticeRequest]:
    rows = db.session.execute(query).all()
    cities = _cities([row.id for row in rows])
    return [_request(row, cities.get(row.id, ()), with_names=knows_names(actor)) for row in rows]


def _request(row: Row[Any], cities: Sequence[str], *, with_names: bool) -> PracticeRequest:
    page = None
    if row.page_slug is not None:
        page = MeetingPage(slug=row.page_slug, title=row.page_title, language=row.page_language)
    return PracticeRequest(
        id=RequestId(row.id),
        title=row.title,
        why=row.why,
        theme=row.theme,
        asked_at=row.asked_at,
        asked_by=row.asked_by if with_names else "",
        state=RequestState(row.state),
        joined=row.joined,
        cities=cities,
        is_joined=bool(row.is_joined),
        reason=row.reason,
        page=page,
        same_as=RequestId(row.same_as_id) if row.same_as_id else None,
    )


def _cities(request_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    query = (
        select(JoinRow.request_id, CityRow.slug)
        .join(CityRow, CityRow.id == JoinRow.city_id)
        .where(JoinRow.request_id.in_(request_ids))
        .order_by(JoinRow.id)
    )
    found: dict[int, dict[str, None]] = {}
    for request_id, slug in db.session.execute(query):
        found.setdefault(request_id, {})[slug] = None
    return {request_id: tuple(slugs) for request_id, slugs in found.items()}
