"""The steps of a plan's review."""

from wiki.api import problems
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.replies import Reply
from wiki.api.resources.plans import shown
from wiki.api.resources.replications import TAG
from wiki.api.schemas.plans import PlanOut, ReviewStepInput
from wiki.core.db import transaction
from wiki.http.context import after_save
from wiki.plans import service
from wiki.plans.types import StepKind
from wiki.replication.types import ReplicationId


@operation(
    "POST",
    "/replications/{replication}/plan/review",
    tag=TAG,
    summary="Submit, agree to or return a plan",
    needs="replication.edit",
    body=ReviewStepInput,
    answers={200: PlanOut},
    problems=(problems.NOT_FOUND,),
)
def review_plan(replication: int, body: ReviewStepInput) -> Reply:
    """The city submits; somebody of another city's task force, who wrote none of it, agrees or returns it."""
    number = ReplicationId(replication)
    with transaction():
        match StepKind(body.step):
            case StepKind.SUBMITTED:
                service.submit_plan(actor(), number, body.comment)
            case StepKind.AGREED:
                service.agree_to_plan(actor(), number, body.revision or 0, body.comment)
            case StepKind.RETURNED:
                service.return_plan(actor(), number, body.comment)
    after_save()
    return shown(replication)
