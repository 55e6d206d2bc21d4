"""Who is next in a review, and what waits for whom."""

from datetime import UTC, datetime, time

from wiki.accounts.types import Actor
from wiki.practices.rules import leads, refusal
from wiki.practices.types import Group, ReviewStanding, State, StepKind, WaitingFor
from wiki.practices.workflow import REVIEWERS_NEEDED, has_outsider


def waiting_for(standing: ReviewStanding) -> WaitingFor | None:
    """Return who is next and since when; None when the practice waits for nobody."""
    theme = standing.copy.theme
    if standing.state is State.PEER_REVIEW and standing.submitted:
        return WaitingFor(
            group=Group.REVIEWERS,
            since=standing.submitted.at,
            reviewers=max(REVIEWERS_NEEDED - len(standing.approvals), 1),
            needs_other_city=not has_outsider(standing),
            theme=theme,
        )
    if standing.state is State.QUALITY_CHECK:
        return WaitingFor(group=Group.LEAD, since=standing.approvals[-1].at, theme=theme)
    if standing.state is State.STANDARDISED and standing.passed:
        return WaitingFor(group=Group.LEAD, since=standing.passed.at, theme=theme)
    if standing.state is State.RETURNED and standing.returned:
        return WaitingFor(group=Group.AUTHORS, since=standing.returned.at, theme=theme)
    if standing.state is not State.ARCHIVED and standing.is_due and standing.review_due:
        since = datetime.combine(standing.review_due, time.min, UTC)
        return WaitingFor(group=Group.LEAD, since=since, theme=theme)
    return None


def waits_for(actor: Actor, standing: ReviewStanding) -> bool:
    """Tell whether the practice waits for this very actor."""
    match standing.state:
        case State.PEER_REVIEW:
            return refusal(actor, StepKind.APPROVED, standing) is None
        case State.QUALITY_CHECK:
            # Also where it cannot pass yet: then it is theirs to return it.
            return refusal(actor, StepKind.RETURNED, standing) is None
        case State.STANDARDISED:
            return leads(actor, standing)
        case State.RETURNED:
            return _is_theirs(actor, standing)
        case _:
            return waiting_for(standing) is not None and leads(actor, standing)


def _is_theirs(actor: Actor, standing: ReviewStanding) -> bool:
    submitter = standing.submitted.actor_id if standing.submitted else None
    return actor.user_id is not None and (actor.user_id in standing.copy.authors or actor.user_id == submitter)
