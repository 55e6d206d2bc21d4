"""What cities want to learn, and what was done about it: a city's own people and the task force read it."""

from collections.abc import Collection, Iterator
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, select, true
from sqlalchemy.orm import aliased

from wiki.accounts.permissions import can
from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.core.paging import Page
from wiki.exchange.models import ExchangeRow, InterestRow, InterestStepRow
from wiki.exchange.queries.selecting import PRACTICE, joined, practice_of
from wiki.exchange.types import ExchangeId, Interest, InterestId, InterestState, InterestStepKind, Step
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.visibility import shown_revision, visible_to
from wiki.taxonomy.models import CityRow, ThemeRow

_PARTNER = aliased(CityRow)


def list_interests(
    actor: Actor,
    *,
    state: InterestState | None = None,
    theme: str = "",
    city: str = "",
    number: int = 1,
    size: int = 50,
) -> Page[Interest]:
    """Return a page of what the actor reads, narrowed; what is open comes first, then what has waited longest."""
    conditions = _narrowed(state=state, theme=theme, city=city)
    total = db.session.scalar(_joined(select(func.count(InterestRow.id)), actor).where(*conditions)) or 0
    order = InterestRow.state != InterestState.OPEN, InterestRow.made_at, InterestRow.id
    query = _select(actor).where(*conditions).order_by(*order)
    return Page(
        items=_read(actor, query.limit(size).offset((number - 1) * size)), total=total, number=number, size=size
    )


def get_interest(actor: Actor, interest_id: InterestId) -> Interest:
    """Return an interest. Raises :class:`NotFound`, also for one of another city."""
    found = _read(actor, _select(actor).where(InterestRow.id == interest_id))
    if not found:
        raise NotFound
    return found[0]


def walk_interests(actor: Actor, *, at_once: int = 500) -> Iterator[Interest]:
    """Yield every interest that the actor reads, in the order of their numbers."""
    last = 0
    for _ in count():
        query = _select(actor).where(InterestRow.id > last).order_by(InterestRow.id)
        found = _read(actor, query.limit(at_once))
        yield from found
        if len(found) < at_once:
            return
        last = found[-1].id


def count_waiting(actor: Actor) -> int:
    """Return how many interests wait for a match by the actor: none for who may not answer."""
    if not can(actor, "interest.answer"):
        return 0
    query = select(func.count(InterestRow.id)).where(InterestRow.state == InterestState.OPEN)
    return db.session.scalar(query) or 0


def list_steps(actor: Actor, interest_id: InterestId) -> tuple[Step, ...]:
    """Return the log of an interest, the oldest entry first; empty for one that the actor does not read."""
    query = _steps(actor).where(InterestRow.id == interest_id).order_by(InterestStepRow.id)
    return tuple(map(_step, db.session.execute(query)))


def list_interest_news(actor: Actor, *, limit: int = 50) -> tuple[Step, ...]:
    """Return what was asked and answered last, the newest first."""
    query = _steps(actor).order_by(InterestStepRow.at.desc(), InterestStepRow.id.desc()).limit(limit)
    return tuple(map(_step, db.session.execute(query)))


def _read_by(actor: Actor) -> ColumnElement[bool]:
    if can(actor, "interest.read_any"):
        return true()
    if can(actor, "interest.read") and actor.city is not None:
        return CityRow.slug == actor.city
    return false()


def _joined(query: Select[*tuple[Any, ...]], actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        query.select_from(InterestRow)
        .join(CityRow, CityRow.id == InterestRow.city_id)
        .join(ThemeRow, ThemeRow.id == InterestRow.theme_id)
        .where(_read_by(actor))
    )


def _select(actor: Actor) -> Select[*tuple[Any, ...]]:
    columns = CityRow.slug.label("city"), ThemeRow.slug.label("theme"), _PARTNER.slug.label("partner"), *PRACTICE
    return (
        _joined(select(*InterestRow.__table__.c, *columns), actor)
        .outerjoin(_PARTNER, _PARTNER.id == InterestRow.partner_id)
        .outerjoin(PageRow, and_(PageRow.id == InterestRow.page_id, visible_to(actor)))
        .outerjoin(RevisionRow, RevisionRow.id == shown_revision(actor))
    )


def _narrowed(*, state: InterestState | None, theme: str, city: str) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [] if state is None else [InterestRow.state == state]
    if theme:
        conditions.append(ThemeRow.slug == theme)
    if city:
        conditions.append(CityRow.slug == city)
    return conditions


def _read(actor: Actor, query: Select[*tuple[Any, ...]]) -> tuple[Interest, ...]:
    rows = db.session.execute(query).all()
    known = _known_exchanges(actor, {row.exchange_id for row in rows if row.exchange_id is not None})
    return tuple(_interest(row, known) for row in rows)


def _known_exchanges(actor: Actor, exchange_ids: Collection[int]) -> frozenset[int]:
    """Return those of the exchanges that the actor may know of: one may belong to another city's replication."""
    if not exchange_ids:
        return frozenset()
    query = joined(select(ExchangeRow.id), actor).where(ExchangeRow.id.in_(exchange_ids))
    return frozenset(db.session.scalars(query))


def _interest(row: Row[Any], known: Collection[int]) -> Interest:
    return Interest(
        id=InterestId(row.id),
        city=row.city,
        theme=row.theme,
        practice=practice_of(row),
        does=row.does,
        issue=row.issue,
        category=row.category,
        travel=row.travel,
        follows_up=row.follows_up,
        state=InterestState(row.state),
        exchange=ExchangeId(row.exchange_id) if row.exchange_id in known else None,
        partner=row.partner,
        is_demo=row.is_demo,
        made_at=row.made_at,
        made_by=row.made_by,
    )


def _steps(actor: Actor) -> Select[*tuple[Any, ...]]:
    columns = CityRow.slug.label("city"), ThemeRow.slug.label("theme")
    return _joined(select(*InterestStepRow.__table__.c, *columns), actor).join(
        InterestStepRow, InterestStepRow.interest_id == InterestRow.id
    )


def _step(row: Row[Any]) -> Step:
    return Step(
        id=row.id,
        interest=InterestId(row.interest_id),
        city=row.city,
        theme=row.theme,
        kind=InterestStepKind(row.kind),
        at=row.at,
        actor=row.actor,
        comment=row.comment,
    )
