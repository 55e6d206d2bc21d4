"""Plans of replications: read by who reads all of the replication, written by the city's people and the task force."""

from typing import Any

from wiki.api import problems
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import Refusal
from wiki.api.replies import Reply
from wiki.api.resources.replications import TAG
from wiki.api.schemas.facts import PlanFacts
from wiki.api.schemas.plans import (
    ComposeInput,
    PlanConflict,
    PlanInput,
    PlanOut,
    PlanQuery,
    PlanRevertInput,
    PlanRevisionOut,
    PlanRevisions,
    PlanStepOut,
)
from wiki.core.db import transaction
from wiki.core.errors import NotFound
from wiki.facts import PLAN, read_facts, to_stored
from wiki.http.addresses import absolute
from wiki.http.context import after_save
from wiki.plans import queries, service
from wiki.plans.composing import Terms
from wiki.plans.types import Conflict, Plan, PlanMark, SaveOutcome
from wiki.replication.queries import get_replication
from wiki.replication.types import Replication, ReplicationId


@operation(
    "GET",
    "/replications/{replication}/plan",
    tag=TAG,
    summary="Read a replication's plan",
    needs="replication.read_drafts",
    query=PlanQuery,
    answers={200: PlanOut},
    problems=(problems.NOT_FOUND,),
)
def get_plan(replication: int, query: PlanQuery) -> Reply:
    """With its review. A summary of a replication holds no plan."""
    return shown(replication, query.revision)


@operation(
    "GET",
    "/replications/{replication}/plan/revisions",
    tag=TAG,
    summary="List the revisions of a plan",
    needs="replication.read_drafts",
    answers={200: PlanRevisions},
    problems=(problems.NOT_FOUND,),
)
def list_plan_revisions(replication: int) -> Reply:
    """Each stays as it was saved."""
    found = queries.list_plan_marks(_replication(replication))
    return Reply(document=PlanRevisions(items=tuple(PlanRevisionOut.model_validate(_mark(each)) for each in found)))


@operation(
    "PUT",
    "/replications/{replication}/plan",
    tag=TAG,
    summary="Write a replication's plan",
    needs="replication.edit",
    body=PlanInput,
    answers={200: PlanOut},
    problems=(problems.NOT_FOUND, problems.CONFLICT),
    problem_models={409: PlanConflict},
)
def save_plan(replication: int, body: PlanInput) -> Reply:
    """Merged with what somebody else changed since the base; where both changed the same, nothing is done."""
    facts = read_facts(body.facts.root, PLAN, typed=True).facts
    with transaction():
        outcome = service.save_plan(
            actor(), ReplicationId(replication), facts, base_number=body.base_revision, comment=body.comment
        )
    return _answered(replication, outcome)


@operation(
    "POST",
    "/replications/{replication}/plan/revert",
    tag=TAG,
    summary="Let a plan say again what a revision said",
    needs="replication.edit",
    body=PlanRevertInput,
    answers={200: PlanOut},
    problems=(problems.NOT_FOUND,),
)
def revert_plan(replication: int, body: PlanRevertInput) -> Reply:
    """As a new revision: nothing is lost."""
    with transaction():
        outcome = service.revert_plan(actor(), ReplicationId(replication), body.revision, comment=body.comment)
    return _answered(replication, outcome)


@operation(
    "POST",
    "/replications/{replication}/plan/compose",
    tag=TAG,
    summary="Compose a first plan",
    needs="replication.edit",
    body=ComposeInput,
    answers={201: PlanOut},
    problems=(problems.NOT_FOUND,),
)
def compose_plan(replication: int, body: ComposeInput) -> Reply:
    """From the edition the replication is based on, of the blocks it chose; costs as a range of our making."""
    terms = Terms(starts_on=body.starts_on, scaled_by=body.scaled_by, scaled_to=body.scaled_to)
    with transaction():
        service.compose_plan(actor(), ReplicationId(replication), terms, comment="Composed")
    after_save()
    return shown(replication, status=201)


def shown(replication: int, number: int | None = None, *, status: int = 200) -> Reply:
    """Answer with a plan. Raises :class:`NotFound`."""
    found = _replication(replication)
    return Reply(document=_out(found, queries.get_plan(found, number)), status=status)


def _replication(number: int) -> Replication:
    return get_replication(actor(), ReplicationId(number))


def _answered(replication: int, outcome: SaveOutcome) -> Reply:
    if isinstance(outcome, Conflict):
        theirs = _out(_replication(replication), outcome.theirs).model_dump(mode="json")
        raise Refusal(problems.CONFLICT, members={"theirs": theirs, "fields": list(outcome.fields)})
    after_save()
    return shown(replication)


def _out(replication: Replication, plan: Plan) -> PlanOut:
    standing = queries.standing_of_plan(replication)
    if standing is None:
        raise NotFound
    agreed = standing.agreed
    return PlanOut(
        **_mark(plan.mark),
        replication=replication.id,
        url=absolute(f"/replications/{replication.id}/plan"),
        latest_revision=standing.number,
        state=standing.state,
        agreed_revision=agreed.number if agreed else None,
        agreed_at=agreed.at if agreed else None,
        changed_since=standing.has_changed,
        steps=tuple(
            PlanStepOut(
                step=step.kind.value,
                revision=step.number,
                at=step.at,
                actor=step.actor,
                city=step.city,
                comment=step.comment,
            )
            for step in queries.list_plan_steps(replication)
        ),
        facts=PlanFacts(to_stored(plan.facts)),
    )


def _mark(mark: PlanMark) -> dict[str, Any]:
    return {"revision": mark.number, "comment": mark.comment, "author": mark.author, "at": mark.at}
