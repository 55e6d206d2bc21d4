"""The states and steps of a review in the reader's words."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from wiki.core.clock import now
from wiki.practices.types import Group, State, StepKind, WaitingFor
from wiki.taxonomy.types import Taxonomy

_STATES: Mapping[State, object] = {
    State.DRAFT: _l("Draft"),
    State.PEER_REVIEW: _l("In peer review"),
    State.QUALITY_CHECK: _l("In quality check"),
    State.RETURNED: _l("Returned with comments"),
    State.STANDARDISED: _l("Standardised"),
    State.DISSEMINATED: _l("Disseminated"),
    State.REVIEW_DUE: _l("Review due"),
    State.SUPERSEDED: _l("Superseded"),
    State.ARCHIVED: _l("Archived"),
}
_STEPS: Mapping[StepKind, object] = {
    StepKind.SUBMITTED: _l("Submit for review"),
    StepKind.WITHDRAWN: _l("Withdraw from review"),
    StepKind.APPROVED: _l("Approve"),
    StepKind.RETURNED: _l("Return with comments"),
    StepKind.PASSED: _l("Pass the quality check"),
    StepKind.DISSEMINATED: _l("Disseminate as an edition"),
    StepKind.RECONFIRMED: _l("Reconfirm the edition"),
    StepKind.SUPERSEDED: _l("Say which practice took its place"),
}
_TAKEN: Mapping[StepKind, object] = {
    StepKind.SUBMITTED: _l("submitted it for review"),
    StepKind.WITHDRAWN: _l("withdrew it from review"),
    StepKind.APPROVED: _l("approved it as a reviewer"),
    StepKind.RETURNED: _l("returned it with comments"),
    StepKind.PASSED: _l("passed the quality check"),
    StepKind.DISSEMINATED: _l("disseminated it as an edition"),
    StepKind.RECONFIRMED: _l("reconfirmed that it still holds"),
    StepKind.SUPERSEDED: _l("said that another practice took its place"),
}
_DONE: Mapping[StepKind, object] = {
    StepKind.SUBMITTED: _l("Submitted. Its reviewers see it under Reviews."),
    StepKind.WITHDRAWN: _l("Withdrawn. It is a draft again."),
    StepKind.APPROVED: _l("Approved."),
    StepKind.RETURNED: _l("Returned. Its authors see it under Reviews."),
    StepKind.PASSED: _l("The quality check is passed: it is standardised."),
    StepKind.DISSEMINATED: _l("Disseminated. Visitors read this edition from now on."),
    StepKind.RECONFIRMED: _l("Reconfirmed for twelve months."),
    StepKind.SUPERSEDED: _l("Noted. Readers are led to the other practice."),
}
_ASKED: Mapping[State, object] = {
    State.PEER_REVIEW: _l("Read it, then approve it or return it"),
    State.QUALITY_CHECK: _l("Check its quality, then pass it or return it"),
    State.STANDARDISED: _l("Disseminate it"),
    State.RETURNED: _l("Mend it and submit it again"),
}


def state_words(state: State) -> str:
    return str(_STATES[state])


def step_words(kind: StepKind) -> str:
    """Return what a button says."""
    return str(_STEPS[kind])


def taken_words(kind: StepKind) -> str:
    """Return what somebody did, after their name."""
    return str(_TAKEN[kind])


def done_words(kind: StepKind) -> str:
    return str(_DONE[kind])


def asked_words(state: State) -> str:
    """Return what is asked of the one a practice waits for."""
    return str(_ASKED.get(state) or gettext("Say whether its edition still holds"))


def days_since(moment: datetime) -> int:
    return max((now() - moment).days, 0)


def age_words(moment: datetime) -> str:
    """Return for how long something has lasted."""
    days = days_since(moment)
    return str(ngettext("for %(num)s day", "for %(num)s days", days)) if days else str(gettext("since today"))


def next_words(waiting: WaitingFor, taxonomy: Taxonomy) -> str:
    """Return who is next, as a sentence without its stop."""
    if waiting.group is Group.REVIEWERS:
        return _reviewers(waiting)
    if waiting.group is Group.AUTHORS:
        return str(gettext("Its authors are to mend it"))
    theme = taxonomy.theme_by_slug.get(waiting.theme)
    lead = gettext("the lead of %(theme)s", theme=theme.name) if theme else gettext("an administrator")
    if waiting.state is State.QUALITY_CHECK:
        return str(gettext("The quality check by %(lead)s is next", lead=lead))
    if waiting.state is State.STANDARDISED:
        return str(gettext("Its dissemination by %(lead)s is next", lead=lead))
    return str(gettext("Whether its edition still holds is to be said by %(lead)s", lead=lead))


def _reviewers(waiting: WaitingFor) -> str:
    if not waiting.needs_other_city:
        return str(gettext("One more reviewer is needed"))
    if waiting.reviewers > 1:
        return str(gettext("Two reviewers are needed, one of another city"))
    return str(gettext("One more reviewer of another city is needed"))
