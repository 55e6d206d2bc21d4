"""A plan and its log, for who reads all of the replication; to others that it is there, and if it is agreed."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, exists, func, select

from wiki.core.db import db
from wiki.core.errors import Denied, NotFound
from wiki.core.ids import UserId
from wiki.facts import from_stored
from wiki.plans.models import PlanRevisionRow, PlanStepRow, TakeOverRow
from wiki.plans.rules import standing_of
from wiki.plans.types import Decision, Plan, PlanMark, PlanStep, Standing, StepKind, Summary, TakeOver
from wiki.replication.types import Replication
from wiki.taxonomy.models import CityRow

_MARK = (
    PlanRevisionRow.number,
    PlanRevisionRow.comment,
    PlanRevisionRow.author_id,
    PlanRevisionRow.author,
    PlanRevisionRow.at,
)


def find_plan(replication: Replication, number: int | None = None) -> Plan | None:
    """Return a revision of a plan, the newest where none is named. Raises :class:`Denied` for who reads a summary."""
    _whole(replication)
    query = _select(replication)
    if number is not None:
        query = query.where(PlanRevisionRow.number == number)
    row = db.session.execute(query.order_by(PlanRevisionRow.number.desc()).limit(1)).one_or_none()
    return None if row is None else _plan(replication, row)


def list_plans(replication: Replication) -> Iterator[Plan]:
    """Yield all revisions of a plan with what they say, the oldest first."""
    _whole(replication)
    for row in db.session.execute(_select(replication).order_by(PlanRevisionRow.number)):
        yield _plan(replication, row)


def get_plan(replication: Replication, number: int | None = None) -> Plan:
    """Return what :func:`find_plan` finds. Raises :class:`NotFound`."""
    found = find_plan(replication, number)
    if found is None:
        raise NotFound
    return found


def list_plan_marks(replication: Replication) -> tuple[PlanMark, ...]:
    """Return a plan's revisions, the newest first."""
    _whole(replication)
    query = select(*_MARK).where(PlanRevisionRow.replication_id == replication.id)
    return tuple(_mark(row) for row in db.session.execute(query.order_by(PlanRevisionRow.number.desc())))


def list_plan_steps(replication: Replication) -> tuple[PlanStep, ...]:
    """Return the log of a plan's review, the oldest first."""
    _whole(replication)
    query = select(*PlanStepRow.__table__.c, CityRow.slug.label("city"))
    query = query.outerjoin(CityRow, CityRow.id == PlanStepRow.city_id)
    query = query.where(PlanStepRow.replication_id == replication.id).order_by(PlanStepRow.id)
    return tuple(step_of(row) for row in db.session.execute(query))


def list_take_overs(replication: Replication) -> tuple[TakeOver, ...]:
    """Return what was decided on editions, the newest first."""
    _whole(replication)
    query = select(*TakeOverRow.__table__.c).where(TakeOverRow.replication_id == replication.id)
    return tuple(_take_over(row) for row in db.session.execute(query.order_by(TakeOverRow.id.desc())))


def standing_of_plan(replication: Replication) -> Standing | None:
    """Return where a plan stands; None while there is none."""
    steps = list_plan_steps(replication)
    newest = select(func.max(PlanRevisionRow.number)).where(PlanRevisionRow.replication_id == replication.id)
    number = db.session.scalar(newest)
    return standing_of(number, steps) if number is not None else None


def summary_of(replication: Replication) -> Summary:
    """Return what everybody may know of a plan who may know of the replication."""
    here = PlanRevisionRow.replication_id == replication.id
    agreed = select(func.max(PlanStepRow.at)).where(
        PlanStepRow.replication_id == replication.id, PlanStepRow.kind == StepKind.AGREED
    )
    is_there = bool(db.session.scalar(select(exists().where(here))))
    return Summary(is_there=is_there, agreed_at=db.session.scalar(agreed) if is_there else None)


def step_of(row: Any) -> PlanStep:
    """Return the step in a row of the log's columns with ``city``, a slug."""
    return PlanStep(
        kind=StepKind(row.kind),
        number=row.number,
        at=row.at,
        actor_id=_user(row.actor_id),
        actor=row.actor,
        city=row.city or "",
        comment=row.comment,
    )


def _take_over(row: Any) -> TakeOver:
    decisions = (Decision(**each | {"label": tuple(each["label"])}) for each in row.decisions)
    return TakeOver(edition=row.edition, decisions=tuple(decisions), number=row.number, at=row.at, actor=row.actor)


def _select(replication: Replication) -> Select[*tuple[Any, ...]]:
    query = select(*_MARK, PlanRevisionRow.facts, PlanRevisionRow.template_version)
    return query.where(PlanRevisionRow.replication_id == replication.id)


def _plan(replication: Replication, row: Any) -> Plan:
    facts = from_stored(row.facts, row.template_version)
    return Plan(replication=replication.id, mark=_mark(row), facts=facts)


def _mark(row: Any) -> PlanMark:
    return PlanMark(
        number=row.number, comment=row.comment, author_id=_user(row.author_id), author=row.author, at=row.at
    )


def _user(number: int | None) -> UserId | None:
    return None if number is None else UserId(number)


def _whole(replication: Replication) -> None:
    if not replication.is_whole:
        raise Denied("replication.read_drafts")
