"""The way of a practice as a line of steps, and the steps that a person may take on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from wiki.accounts.types import Actor
from wiki.http.translating import translated
from wiki.practices.rules import refusal
from wiki.practices.types import ReviewStanding, State, StepKind
from wiki.web.reviews.words import step_words

_PLACES = {
    State.DRAFT: 0,
    State.RETURNED: 0,
    State.PEER_REVIEW: 2,
    State.QUALITY_CHECK: 3,
    State.STANDARDISED: 4,
}
_LAST = 5
_ONWARD = {
    State.DRAFT: (StepKind.SUBMITTED,),
    State.RETURNED: (StepKind.SUBMITTED,),
    State.PEER_REVIEW: (StepKind.APPROVED, StepKind.RETURNED, StepKind.WITHDRAWN),
    State.QUALITY_CHECK: (StepKind.PASSED, StepKind.RETURNED, StepKind.WITHDRAWN),
    State.STANDARDISED: (StepKind.DISSEMINATED, StepKind.RETURNED, StepKind.WITHDRAWN),
}
# Of an edition, whatever is written meanwhile. Superseding asks for more than a comment.
_OF_EDITION = (StepKind.RECONFIRMED,)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A step of the line; ``when`` is ``done``, ``now`` or ``later``."""

    label: str
    when: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A step with its button, or with the reason why the reader cannot take it."""

    kind: StepKind
    label: str
    refusal: str


def stages_of(standing: ReviewStanding) -> list[Stage]:
    """Return the line of steps to the edition that is being written, or to the newest one."""
    labels = (
        gettext("Draft"),
        gettext("Submitted"),
        gettext("Peer review"),
        gettext("Quality check"),
        gettext("Standardised, edition %(number)s", number=standing.version),
        gettext("Disseminated"),
    )
    place = _PLACES.get(standing.state, _LAST if standing.edition else 0)
    return [Stage(label=label, when=_when(number, place)) for number, label in enumerate(labels)]


def _when(number: int, place: int) -> str:
    if number == place:
        return "now"
    return "done" if number < place else "later"


def choices_of(actor: Actor, standing: ReviewStanding) -> Sequence[Choice]:
    """Return the steps that are to be taken now, by whomever."""
    if standing.state is State.ARCHIVED:
        return ()
    kinds = (*_ONWARD.get(standing.state, ()), *(_OF_EDITION if standing.edition else ()))
    return [
        Choice(kind=kind, label=step_words(kind), refusal=translated(refusal(actor, kind, standing) or ""))
        for kind in kinds
    ]
