"""Who is next in a review, and what waits for whom."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from wiki.accounts.types import Actor
from wiki.practices.rules import is_author, leads, refusal, took
from wiki.practices.types import Group, ReviewStanding, State, StepKind, WaitingFor
from wiki.practices.workflow import REVIEWERS_NEEDED, has_outsider


def waits_of(standing: ReviewStanding) -> tuple[WaitingFor, ...]:
    """Return who is next in the review, then who is to say whether the edition still holds that is read meanwhile."""
    return tuple(_waits(standing))


def _waits(standing: ReviewStanding) -> Iterator[WaitingFor]:
    state, theme = standing.state, standing.copy.theme
    if state is State.ARCHIVED:
        return
    if state is State.PEER_REVIEW and standing.submitted:
        yield WaitingFor(
            state=state,
            group=Group.REVIEWERS,
            since=standing.submitted.at,
            reviewers=max(REVIEWERS_NEEDED - len(standing.approvals), 1),
            needs_other_city=not has_outsider(standing),
            theme=theme,
        )
    elif state is State.QUALITY_CHECK:
        yield WaitingFor(state=state, group=Group.LEAD, since=standing.approvals[-1].at, theme=theme)
    elif state is State.STANDARDISED and standing.passed:
        yield WaitingFor(state=state, group=Group.LEAD, since=standing.passed.at, theme=theme)
    elif state is State.RETURNED and standing.returned:
        yield WaitingFor(state=state, group=Group.AUTHORS, since=standing.returned.at, theme=theme)
    if standing.is_due and standing.review_due:
        since = datetime.combine(standing.review_due, time.min, UTC)
        yield WaitingFor(state=State.REVIEW_DUE, group=Group.LEAD, since=since, theme=theme)


def waits_for(actor: Actor, standing: ReviewStanding, waiting: WaitingFor) -> bool:
    """Tell whether the practice waits for this very actor in one of the ways it waits."""
    match waiting.state:
        case State.PEER_REVIEW:
            return refusal(actor, StepKind.APPROVED, standing) is None
        case State.QUALITY_CHECK:
            # Also where it cannot pass yet: then it is theirs to return it.
            return refusal(actor, StepKind.RETURNED, standing) is None
        case State.RETURNED:
            return _is_theirs(actor, standing)
        case _:
            return leads(actor, standing)


def _is_theirs(actor: Actor, standing: ReviewStanding) -> bool:
    return is_author(actor, standing) or (standing.submitted is not None and took(actor, standing.submitted))
