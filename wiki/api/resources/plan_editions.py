"""What the next edition of a practice changed, and what a city takes over of it."""

from wiki.api import problems
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import Refusal
from wiki.api.replies import Reply
from wiki.api.resources.replications import TAG
from wiki.api.schemas.plans import (
    AlertLineOut,
    AlertOut,
    Alerts,
    DecisionOut,
    PlanChangeOut,
    TakeOverInput,
    TakeOverOut,
)
from wiki.core.db import transaction
from wiki.http.context import after_save
from wiki.pages.rules import FieldChange
from wiki.plans import queries, service
from wiki.plans.types import Alert, Decision, Line
from wiki.replication.queries import get_replication
from wiki.replication.types import Outdated, ReplicationId


@operation(
    "GET",
    "/replications/{replication}/alerts",
    tag=TAG,
    summary="Tell what the next edition changed",
    needs="replication.read_drafts",
    answers={200: Alerts},
    problems=(problems.NOT_FOUND,),
)
def list_alerts(replication: int) -> Reply:
    """With what the plan would make of each change. None where the replication has the newest edition, or none."""
    found = queries.get_alert(actor(), get_replication(actor(), ReplicationId(replication)))
    return Reply(document=Alerts(items=(_alert(found),) if found else ()))


@operation(
    "POST",
    "/replications/{replication}/take-over",
    tag=TAG,
    summary="Decide what is taken over of the next edition",
    needs="replication.edit",
    body=TakeOverInput,
    answers={200: TakeOverOut},
    problems=(problems.NOT_FOUND, problems.CONFLICT),
)
def take_over(replication: int, body: TakeOverInput) -> Reply:
    """Every change is decided, a no gives its reason. The plan follows, and is based on that edition from then on."""
    said = {each.name: Decision(name=each.name, is_taken=each.taken, reason=each.reason) for each in body.decisions}
    number = ReplicationId(replication)
    with transaction():
        outcome = service.take_over(
            actor(), number, said, edition=body.edition, seen=body.version, comment=f"Edition {body.edition}"
        )
    if isinstance(outcome, Outdated):
        raise Refusal(problems.CONFLICT)
    after_save()
    made = queries.list_take_overs(get_replication(actor(), number))[0]
    decisions = tuple(
        DecisionOut(name=each.name, taken=each.is_taken, followed=each.has_followed, reason=each.reason)
        for each in made.decisions
    )
    document = TakeOverOut(
        edition=made.edition, revision=made.number, at=made.at, actor=made.actor, decisions=decisions
    )
    return Reply(document=document)


def _alert(found: Alert) -> AlertOut:
    return AlertOut(
        edition=found.number,
        based_on=found.replication.edition or 0,
        disseminated_at=found.disseminated_at,
        version=found.replication.version,
        changes=tuple(map(_line, found.lines)),
    )


def _line(line: Line) -> AlertLineOut:
    told = line.change
    return AlertLineOut(name=told.name, old=told.old, new=told.new, effect=tuple(map(_change, line.effect)))


def _change(change: FieldChange) -> PlanChangeOut:
    return PlanChangeOut(name=change.name, old=change.old, new=change.new)
