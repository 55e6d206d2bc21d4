"""Replications and plans that wait for somebody: for their city's people, or for the task force of another city."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Row, and_, bindparam, func, or_, select, union_all

from wiki.accounts.permissions import can
from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import UserId
from wiki.core.questions import Question
from wiki.pages.models import PageRow
from wiki.plans.models import PlanRevisionRow, PlanStepRow
from wiki.plans.queries.reading import step_of
from wiki.plans.rules import authors_since, judge_problem, may_judge, standing_of
from wiki.plans.types import PlanStep, StepKind
from wiki.practices.models import EditionRow
from wiki.replication.models import ReplicationRow
from wiki.replication.queries.selecting import read_rows, replication_select
from wiki.replication.rules import may_edit
from wiki.replication.types import Exit, Replication
from wiki.taxonomy.models import CityRow


class WaitsFor(StrEnum):
    """What is to be done with a replication or its plan."""

    EDITION = "edition"
    """The city decides what it takes over of the practice's next edition."""
    JUDGEMENT = "judgement"
    """Another city's task force agrees to the plan, or returns it."""
    CHANGES = "changes"
    """The plan was returned to its city."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    replication: Replication
    what: WaitsFor
    since: datetime


def waiting_for(actor: Actor) -> tuple[Waiting, ...]:
    """Return what waits for the actor, what has waited longest first.

    A city's replications wait for its people and for whom they name as responsible, if they may act at all.
    """
    if actor.user_id is None:
        return ()
    return tuple(sorted((*_editions(actor), *_plans(actor)), key=lambda each: each.since))


def ask_what_waits(actor: Actor) -> Question:
    """Ask whether :func:`waiting_for` may hold anything: every one in it makes a row."""
    judges = actor.city is not None and can(actor, "replication.edit_any")
    return Question(rows=_that_wait(judges=judges), values={"user": actor.user_id, "city": actor.city or ""})


@cache
def _that_wait(*, judges: bool) -> CompoundSelect[int]:
    """Return a statement for the replications of the user and their city, and for the plans of other cities."""
    city = select(CityRow.id).where(CityRow.slug == bindparam("city")).scalar_subquery()
    last_step = (
        select(PlanStepRow.kind)
        .where(PlanStepRow.replication_id == ReplicationRow.id)
        .order_by(PlanStepRow.id.desc())
        .limit(1)
        .correlate(ReplicationRow)
        .scalar_subquery()
    )
    followed = and_(PageRow.edition > ReplicationRow.edition, ReplicationRow.exit == Exit.NONE)
    own = (
        select(ReplicationRow.id)
        .join(PageRow, PageRow.id == ReplicationRow.page_id)
        .where(or_(ReplicationRow.city_id == city, ReplicationRow.responsible_id == bindparam("user")))
        .where(or_(followed, last_step == StepKind.RETURNED))
    )
    to_judge = select(ReplicationRow.id).where(ReplicationRow.city_id != city, last_step == StepKind.SUBMITTED)
    return union_all(own, to_judge) if judges else union_all(own)


def _editions(actor: Actor) -> list[Waiting]:
    followed = EditionRow.page_id == ReplicationRow.page_id, EditionRow.number == ReplicationRow.edition + 1
    query = (
        replication_select(actor, EditionRow.disseminated_at)
        .join(EditionRow, (followed[0]) & (followed[1]))
        .where(PageRow.edition > ReplicationRow.edition, ReplicationRow.exit == Exit.NONE)
        .where(or_(CityRow.slug == (actor.city or ""), ReplicationRow.responsible_id == actor.user_id))
    )
    rows = db.session.execute(query).all()
    return [
        Waiting(replication=each, what=WaitsFor.EDITION, since=row.disseminated_at)
        for row, each in zip(rows, read_rows(actor, rows), strict=True)
        if may_edit(actor, each.city)
    ]


def _plans(actor: Actor) -> list[Waiting]:
    newest = (
        select(func.max(PlanStepRow.id))
        .where(PlanStepRow.replication_id == ReplicationRow.id)
        .correlate(ReplicationRow)
        .scalar_subquery()
    )
    step = PlanStepRow.kind.label("step_kind"), PlanStepRow.at.label("step_at")
    query = replication_select(actor, *step).join(PlanStepRow, PlanStepRow.id == newest)
    rows = db.session.execute(query.where(PlanStepRow.kind != StepKind.AGREED)).all()
    found = list(zip(rows, read_rows(actor, rows), strict=True))
    submitted = [each.id for row, each in found if row.step_kind == StepKind.SUBMITTED and may_judge(actor, each)]
    to_judge = _judged_by(actor, submitted)
    waits = [_waiting(actor, row, each, to_judge) for row, each in found]
    return [each for each in waits if each is not None]


def _waiting(actor: Actor, row: Row[Any], each: Replication, to_judge: Collection[int]) -> Waiting | None:
    if each.id in to_judge:
        return Waiting(replication=each, what=WaitsFor.JUDGEMENT, since=row.step_at)
    is_theirs = may_edit(actor, each.city) and (actor.city == each.city or each.responsible_id == actor.user_id)
    if row.step_kind == StepKind.RETURNED and is_theirs:
        return Waiting(replication=each, what=WaitsFor.CHANGES, since=row.step_at)
    return None


def _judged_by(actor: Actor, submitted: Collection[int]) -> frozenset[int]:
    """Return those of the submitted plans of which the actor wrote nothing that is to be judged."""
    if not submitted:
        return frozenset()
    steps: dict[int, list[PlanStep]] = defaultdict(list)
    log = select(*PlanStepRow.__table__.c, CityRow.slug.label("city"))
    log = log.outerjoin(CityRow, CityRow.id == PlanStepRow.city_id).order_by(PlanStepRow.id)
    for row in db.session.execute(log.where(PlanStepRow.replication_id.in_(submitted))):
        steps[row.replication_id].append(step_of(row))
    marks = _marks(submitted)
    return frozenset(number for number in submitted if not _problem(actor, steps[number], marks[number]))


def _marks(replications: Collection[int]) -> Mapping[int, list[tuple[int, UserId | None]]]:
    marks: dict[int, list[tuple[int, UserId | None]]] = defaultdict(list)
    columns = PlanRevisionRow.replication_id, PlanRevisionRow.number, PlanRevisionRow.author_id
    for row in db.session.execute(select(*columns).where(PlanRevisionRow.replication_id.in_(replications))):
        marks[row.replication_id].append((row.number, row.author_id))
    return marks


def _problem(actor: Actor, steps: list[PlanStep], marks: list[tuple[int, UserId | None]]) -> str:
    standing = standing_of(max(number for number, _ in marks), steps)
    return judge_problem(actor, standing, authors_since(standing, marks))
