"""Who is next in a review, and what waits for whom."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time

from wiki.accounts.types import Actor
from wiki.core.messages import Message, message
from wiki.practices.rules import is_author, leads, refusal, took
from wiki.practices.types import Group, Lack, ReviewStanding, State, StepKind, WaitingFor
from wiki.practices.workflow import REVIEWERS_NEEDED, has_outsider, is_outside


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


def lack_of(standing: ReviewStanding, waiting: WaitingFor, people: Iterable[Actor]) -> Lack | None:
    """Return whom a practice waits for in vain, for nobody among the people may take the step.

    That nobody leads a theme is told though administrators stand in for who would.
    """
    able = [who for who in people if waits_for(who, standing, waiting)]
    if waiting.group is Group.LEAD:
        return None if any(waiting.theme in who.leads for who in able) else Lack.LEAD
    if waiting.group is Group.REVIEWERS:
        if waiting.needs_other_city and not any(is_outside(who.city, standing.copy) for who in able):
            return Lack.OTHER_CITY
        return Lack.REVIEWERS if len(able) < waiting.reviewers else None
    return None


LACKS: Mapping[Lack, Message] = {
    Lack.LEAD: message("Nobody leads this theme: an administrator can take the step or name a lead at People"),
    Lack.REVIEWERS: message("Too few people may review it: an administrator can name a reviewer at People"),
    Lack.OTHER_CITY: message(
        "Nobody of another city may review it: an administrator can name a reviewer or their city at People"
    ),
}
