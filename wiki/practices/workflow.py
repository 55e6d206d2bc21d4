"""The course of a review, folded from its log.

An approval and the quality check speak of one revision: when a newer one is saved they no longer count, and the
practice is back among its reviewers. The log itself is only ever added to.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Any

from wiki.facts.dates import last_day, months_later
from wiki.practices.types import ReviewStanding, State, Step, StepKind, WorkingCopy

REVIEWERS_NEEDED = 2
MONTHS_VALID = 12


@dataclass(frozen=True, kw_only=True)
class _Course:
    """The log up to a step: the round of review that is open, and the editions before it."""

    submitted: Step | None = None
    approvals: tuple[Step, ...] = ()
    passed: Step | None = None
    returned: Step | None = None
    editions: int = 0
    edition: Step | None = None
    reconfirmed: Step | None = None
    superseded: Step | None = None


def fold(steps: Iterable[Step], copy: WorkingCopy) -> ReviewStanding:
    """Return where a practice stands after ``steps``, the oldest first."""
    course = reduce(_after, steps, _Course())
    approvals = tuple(step for step in course.approvals if step.revision == copy.revision)
    standing = ReviewStanding(
        state=State.DRAFT,
        copy=copy,
        editions=course.editions,
        submitted=course.submitted,
        approvals=approvals,
        voided=tuple(step for step in course.approvals if step not in approvals),
        passed=course.passed if course.passed and course.passed.revision == copy.revision else None,
        returned=course.returned,
        edition=course.edition,
        reconfirmed=course.reconfirmed,
        superseded=course.superseded,
        review_due=_due(copy.review_due, course.reconfirmed),
    )
    return replace(standing, state=_state(standing))


def _after(course: _Course, step: Step) -> _Course:
    if step.kind is StepKind.DISSEMINATED:
        return _Course(editions=course.editions + 1, edition=step)
    return replace(course, **_changed(course, step))


def _changed(course: _Course, step: Step) -> dict[str, Any]:
    round_anew: dict[str, Any] = {"approvals": (), "passed": None, "returned": None}
    changed: dict[StepKind, dict[str, Any]] = {
        StepKind.SUBMITTED: round_anew | {"submitted": step},
        StepKind.WITHDRAWN: round_anew | {"submitted": None},
        StepKind.APPROVED: {"approvals": (*course.approvals, step)},
        StepKind.RETURNED: round_anew | {"returned": step},
        StepKind.PASSED: {"passed": step},
        StepKind.RECONFIRMED: {"reconfirmed": step, "superseded": None},
        StepKind.SUPERSEDED: {"superseded": step},
    }
    return changed[step.kind]


def _state(standing: ReviewStanding) -> State:
    if standing.copy.is_archived:
        return State.ARCHIVED
    if standing.superseded:
        return State.SUPERSEDED
    if standing.returned:
        return State.RETURNED
    if standing.submitted:
        return _state_in_review(standing)
    if standing.edition is None or standing.edition.revision != standing.copy.revision:
        return State.DRAFT
    return State.REVIEW_DUE if standing.is_due else State.DISSEMINATED


def _state_in_review(standing: ReviewStanding) -> State:
    if standing.passed:
        return State.STANDARDISED
    return State.QUALITY_CHECK if is_approved(standing) else State.PEER_REVIEW


def is_approved(standing: ReviewStanding) -> bool:
    """Tell whether two reviewers approved the current revision, one of them of another city than its own."""
    return len(standing.approvals) >= REVIEWERS_NEEDED and has_outsider(standing)


def has_outsider(standing: ReviewStanding) -> bool:
    """Tell whether somebody of another city approved the current revision."""
    return any(is_outside(step.city, standing.copy) for step in standing.approvals)


def is_outside(city: str | None, copy: WorkingCopy) -> bool:
    """Tell whether a reviewer's city is another than the practice's own; who belongs to none is of no other city."""
    return city is not None and city not in copy.cities


def first_due(disseminated_on: date, stated: str | None) -> date:
    """Return when an edition is due for review: on the (last) day its facts name, else in twelve months."""
    return last_day(stated) if stated else months_later(disseminated_on, MONTHS_VALID)


def _due(first: date | None, reconfirmed: Step | None) -> date | None:
    """Return when an edition is due for review; being reconfirmed gives it twelve months."""
    if first is None or reconfirmed is None:
        return first
    return max(first, months_later(reconfirmed.at.date(), MONTHS_VALID))
