"""Plans, as an export lists them with their replications, for who reads all of them."""

from collections.abc import Iterator

from wiki.dissemination.archive.plans import PlanRecord, PlanStepRecord, TakeOverRecord
from wiki.facts import PLAN, to_stored
from wiki.plans.queries import list_plan_steps, list_plans, list_take_overs
from wiki.replication.types import Replication


def plan_records(replication: Replication) -> Iterator[PlanRecord]:
    """Yield a plan's revisions, the oldest first, as the present template says them."""
    for plan in list_plans(replication):
        yield PlanRecord(
            number=plan.number,
            facts=to_stored(plan.facts),
            template=PLAN.version,
            comment=plan.mark.comment,
            at=plan.mark.at,
            by=plan.mark.author,
        )


def plan_step_records(replication: Replication) -> Iterator[PlanStepRecord]:
    for step in list_plan_steps(replication):
        yield PlanStepRecord(
            kind=step.kind, number=step.number, comment=step.comment, at=step.at, by=step.actor, city=step.city
        )


def take_over_records(replication: Replication) -> Iterator[TakeOverRecord]:
    """Yield what was decided on editions, the oldest first."""
    for each in reversed(list_take_overs(replication)):
        yield TakeOverRecord(
            edition=each.edition, decisions=each.decisions, number=each.number, at=each.at, by=each.actor
        )
