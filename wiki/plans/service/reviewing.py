"""The steps of a plan's review. Each is kept; none is taken back."""

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.core.messages import message
from wiki.plans.models import PlanStepRow
from wiki.plans.queries import list_plan_marks, standing_of_plan
from wiki.plans.rules import (
    STEP_COMMENT_MAX,
    authors_since,
    judge_problem,
    may_judge,
    submit_problem,
    text_errors,
)
from wiki.plans.service.writing import refuse
from wiki.plans.types import Standing, StepKind
from wiki.replication.models import ReplicationRow
from wiki.replication.queries import get_replication
from wiki.replication.rules import may_edit
from wiki.replication.types import Replication, ReplicationId
from wiki.taxonomy.queries import load_taxonomy


def submit_plan(actor: Actor, replication_id: ReplicationId, comment: str = "") -> None:
    """Ask another city's task force to judge the plan as it is. Raises :class:`Denied`, :class:`Invalid`."""
    replication, standing = _held(actor, replication_id)
    if not may_edit(actor, replication.city):
        raise Denied("replication.edit")
    if problem := submit_problem(standing):
        raise Invalid({"": problem})
    _log(actor, replication, StepKind.SUBMITTED, standing.number, comment)


def agree_to_plan(actor: Actor, replication_id: ReplicationId, number: int, comment: str = "") -> None:
    """Agree to the revision that was read, which must be the newest. Raises :class:`Denied`, :class:`Invalid`."""
    replication, standing = _judged(actor, replication_id)
    if number != standing.number:
        raise Invalid({"number": message("It was changed meanwhile. Read it as it is now.")})
    _log(actor, replication, StepKind.AGREED, number, comment)


def return_plan(actor: Actor, replication_id: ReplicationId, comment: str) -> None:
    """Return a plan to its city and say what to change. Raises :class:`Denied`, :class:`Invalid`."""
    replication, standing = _judged(actor, replication_id)
    if not comment.strip():
        raise Invalid({"comment": message("Say what to change.")})
    _log(actor, replication, StepKind.RETURNED, standing.number, comment)


def _judged(actor: Actor, replication_id: ReplicationId) -> tuple[Replication, Standing]:
    replication, standing = _held(actor, replication_id)
    if not may_judge(actor, replication):
        raise Denied("replication.edit_any")
    authors = authors_since(standing, ((mark.number, mark.author_id) for mark in list_plan_marks(replication)))
    if problem := judge_problem(actor, standing, authors):
        raise Invalid({"": problem})
    return replication, standing


def _held(actor: Actor, replication_id: ReplicationId) -> tuple[Replication, Standing]:
    """Return a replication that nobody changes meanwhile, and where its plan stands."""
    db.session.get(ReplicationRow, replication_id, with_for_update=True)
    replication = get_replication(actor, replication_id)
    standing = standing_of_plan(replication)
    if standing is None:
        raise NotFound
    return replication, standing


def _log(actor: Actor, replication: Replication, kind: StepKind, number: int, comment: str) -> None:
    comment = comment.strip()
    refuse(text_errors("comment", comment, STEP_COMMENT_MAX))
    city = load_taxonomy().city_by_slug.get(actor.city or "")
    db.session.add(
        PlanStepRow(
            replication_id=replication.id,
            number=number,
            kind=kind.value,
            comment=comment,
            at=now(),
            actor_id=actor.user_id,
            actor=actor.label,
            city_id=city.id if city else None,
        )
    )
    db.session.flush()
