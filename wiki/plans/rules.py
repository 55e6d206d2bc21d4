"""Pure rules of plans: who reads, writes and agrees to one, and where it stands in its review.

People of the city and the task force write a plan and submit it. Somebody of the task force who belongs to another
city, and wrote none of what they judge, agrees to a revision or returns it with a comment. What is written later
leaves the agreement to the revision it was given to. These rules are ours; the log of the programme's replication
strategies (D7.4.2) has peer review, sign-off and version in the same order.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from wiki.accounts.permissions import can
from wiki.accounts.types import Actor
from wiki.core.ids import UserId
from wiki.core.messages import message
from wiki.plans.types import Decision, Line, PlanState, PlanStep, Standing, StepKind
from wiki.replication.types import Replication

COMMENT_MAX, REASON_MAX = 500, 500
STEP_COMMENT_MAX = 2_000
_STATES: Mapping[StepKind, PlanState] = {
    StepKind.SUBMITTED: PlanState.SUBMITTED,
    StepKind.AGREED: PlanState.AGREED,
    StepKind.RETURNED: PlanState.RETURNED,
}


def standing_of(number: int, steps: Sequence[PlanStep]) -> Standing:
    """Return where a plan stands, whose newest revision is ``number``; ``steps`` are all there were, in order."""
    last = steps[-1] if steps else None
    agreed = next((step for step in reversed(steps) if step.kind is StepKind.AGREED), None)
    return Standing(state=_STATES[last.kind] if last else PlanState.DRAFT, number=number, last=last, agreed=agreed)


def submit_problem(standing: Standing) -> str:
    """Return why a plan cannot be submitted now, empty if it can."""
    if standing.state is PlanState.SUBMITTED:
        return message("It is submitted already.")
    if standing.state is PlanState.AGREED and not standing.has_changed:
        return message("It is agreed, and nothing was changed since.")
    return ""


def may_judge(actor: Actor, replication: Replication) -> bool:
    """Tell whether the actor is of the task force of another city; who belongs to none is of no other city."""
    return can(actor, "replication.edit_any") and actor.city is not None and actor.city != replication.city


def judge_problem(actor: Actor, standing: Standing, authors: Collection[UserId | None]) -> str:
    """Return why somebody of another city's task force cannot judge a plan now, empty if they can.

    ``authors`` wrote what was written since it was agreed.
    """
    if standing.state is not PlanState.SUBMITTED or standing.last is None:
        return message("It is not submitted.")
    if actor.user_id is not None and actor.user_id in {*authors, standing.last.actor_id}:
        return message("You wrote or submitted it yourself. Somebody else of another city judges it.")
    return ""


def authors_since(standing: Standing, written: Iterable[tuple[int, UserId | None]]) -> frozenset[UserId | None]:
    """Return who wrote the revisions (number and author) that nobody has agreed to yet."""
    agreed = standing.agreed.number if standing.agreed else 0
    return frozenset(author for number, author in written if number > agreed)


def text_errors(name: str, text: str, limit: int) -> dict[str, str]:
    if len(text) <= limit:
        return {}
    return {name: message("At most {limit} characters; you have {length}.", limit=limit, length=len(text))}


def decision_errors(lines: Iterable[Line], decisions: Mapping[str, Decision]) -> dict[str, str]:
    """Return what is wrong with decisions on changes, by the name of the change: each has one, a no its reason."""
    errors: dict[str, str] = {}
    known = set()
    for line in lines:
        known.add(line.name)
        said = decisions.get(line.name)
        if said is None:
            errors[line.name] = message("Decide on this change too.")
        elif not said.is_taken and not said.reason:
            errors[line.name] = message("Take it over, or say why not.")
        else:
            errors |= text_errors(line.name, said.reason, REASON_MAX)
    return errors | {name: message("There is no such change.") for name in decisions.keys() - known}
