"""Who joined a request, what was done about it, and the newest of both lists for feeds."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.demand.models import JoinRow, RequestRow, RequestStepRow
from wiki.demand.rules import knows_names
from wiki.demand.types import Join, RequestId, RequestStep, RequestStepKind
from wiki.taxonomy.models import CityRow


def list_joins(actor: Actor, request_id: RequestId) -> Sequence[Join]:
    """Return who wants it, the first first; visitors learn the cities alone."""
    query = (
        select(JoinRow.name, CityRow.slug, JoinRow.at)
        .outerjoin(CityRow, CityRow.id == JoinRow.city_id)
        .where(JoinRow.request_id == request_id)
        .order_by(JoinRow.id)
    )
    with_names = knows_names(actor)
    return [Join(name=row[0] if with_names else "", city=row[1], at=row[2]) for row in db.session.execute(query)]


def list_steps(actor: Actor, request_id: RequestId) -> Sequence[RequestStep]:
    """Return the log of a request, the oldest entry first."""
    query = _steps().where(RequestRow.id == request_id).order_by(RequestStepRow.id)
    return [_step(actor, row) for row in db.session.execute(query)]


def list_news(actor: Actor, *, limit: int = 50) -> Sequence[RequestStep]:
    """Return what was asked and answered last, the newest first."""
    query = _steps().order_by(RequestStepRow.at.desc(), RequestStepRow.id.desc()).limit(limit)
    return [_step(actor, row) for row in db.session.execute(query)]


def _steps() -> Select[*tuple[Any, ...]]:
    return select(*RequestStepRow.__table__.c, RequestRow.title).join(
        RequestRow, RequestRow.id == RequestStepRow.request_id
    )


def _step(actor: Actor, row: Row[Any]) -> RequestStep:
    return RequestStep(
        id=row.id,
        request=RequestId(row.request_id),
        title=row.title,
        kind=RequestStepKind(row.kind),
        at=row.at,
        actor=row.actor if knows_names(actor) else "",
        comment=row.comment,
    )
