"""The reviews of the demo content: the steps that people take, on days before the one it is loaded on."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from wiki.accounts.types import Actor, Role
from wiki.cli.demo.types import DemoPractice
from wiki.core.clock import at
from wiki.practices import service
from wiki.practices.service.steps import finish_step, hold_practice
from wiki.practices.types import State, StepKind

AUTHOR = Actor(role=Role.EDITOR, label="Demo author")
LEAD = Actor(role=Role.ADMINISTRATOR, label="Demo theme lead")
# Of cities that have no practice in the demo content: each is an outside view.
PEERS = (
    Actor(role=Role.REVIEWER, label="Demo reviewer, Sofia", city="sofia"),
    Actor(role=Role.REVIEWER, label="Demo reviewer, Venice", city="venice"),
)

_SUBMITTED, _APPROVED, _AGAIN, _PASSED, _DISSEMINATED = (
    (StepKind.SUBMITTED, 0),
    (StepKind.APPROVED, 4),
    (StepKind.APPROVED, 8),
    (StepKind.PASSED, 11),
    (StepKind.DISSEMINATED, 13),
)
Course = Sequence[tuple[StepKind, int]]
"""Steps, each with the day of the review that it is taken on."""

_WHOLE: Course = (_SUBMITTED, _APPROVED, _AGAIN, _PASSED, _DISSEMINATED)
_COURSES: dict[State, Course] = {
    State.DRAFT: (),
    State.PEER_REVIEW: (_SUBMITTED, _APPROVED),
    State.QUALITY_CHECK: (_SUBMITTED, _APPROVED, _AGAIN),
    State.RETURNED: (_SUBMITTED, (StepKind.RETURNED, 9)),
    State.STANDARDISED: (_SUBMITTED, _APPROVED, _AGAIN, _PASSED),
    State.DISSEMINATED: _WHOLE,
    State.REVIEW_DUE: _WHOLE,
}
_DAYS_AGO = 16
"""When the reviews began that are not over."""


def begun_on(practice: DemoPractice, today: date) -> date:
    """Return when a review begins: of what is public, as its facts were verified."""
    if not practice.is_public:
        return today - timedelta(days=_DAYS_AGO)
    return date.fromisoformat(str(practice.content.facts["verified_on"]))


def review(practice: DemoPractice, number: int, begun: date) -> None:
    """Take revision ``number`` as far through its review as the practice got, from the day ``begun`` on."""
    peers = iter(PEERS)
    for kind, day in _COURSES[practice.standing]:
        with at(noon(begun, day)):
            _take(kind, practice, number, next(peers) if kind is StepKind.APPROVED else LEAD)


def _take(kind: StepKind, practice: DemoPractice, number: int, actor: Actor) -> None:
    match kind:
        case StepKind.SUBMITTED:
            service.submit(AUTHOR, practice.slug, number)
            for remark in practice.remarks:
                service.add_remark(PEERS[0], practice.slug, number, place=f"facts.{remark.field}", text=remark.text)
        case StepKind.APPROVED:
            # Not through `approve`: it asks for an account, and the demo content brings none.
            finish_step(actor, hold_practice(practice.slug), StepKind.APPROVED, "")
        case StepKind.RETURNED:
            service.send_back(actor, practice.slug, "The remarks say what is missing.")
        case StepKind.PASSED:
            service.pass_check(actor, practice.slug, number)
        case StepKind.DISSEMINATED:
            service.disseminate(actor, practice.slug, number)


def noon(day: date, later: int = 0) -> datetime:
    """Return noon of a day, or of one some days later."""
    return datetime.combine(day + timedelta(days=later), time(12), UTC)
