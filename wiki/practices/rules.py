"""Who may take which step of a review, and why not. Nobody decides on what they wrote themselves."""

import re
from collections.abc import Callable, Mapping

from wiki.accounts.permissions import Action, can
from wiki.accounts.types import Actor, Role
from wiki.core.ids import UserId
from wiki.core.messages import Message, message
from wiki.facts import TEMPLATE
from wiki.practices.types import ReviewStanding, State, Step, StepKind
from wiki.practices.workflow import REVIEWERS_NEEDED, has_outsider, is_outside

COMMENT_MAX, REMARK_MAX = 2000, 4000
QUOTE_MAX, RESOLUTION_MAX = 300, 500
_PAGE_FIELDS = frozenset({"", "title", "summary", "body", "themes", "cities", "lead_picture"})
_ANCHOR = re.compile(r"#\S{1,190}")
ARCHIVED = message("This practice is archived. Restore it first.")
IN_REVIEW = frozenset({State.PEER_REVIEW, State.QUALITY_CHECK, State.STANDARDISED})
PERMISSION: Mapping[StepKind, Action] = {
    StepKind.SUBMITTED: "practice.submit",
    StepKind.WITHDRAWN: "practice.submit",
    StepKind.APPROVED: "practice.review",
    StepKind.RETURNED: "practice.review",
    StepKind.PASSED: "practice.check",
    StepKind.DISSEMINATED: "practice.disseminate",
    StepKind.RECONFIRMED: "practice.disseminate",
    StepKind.SUPERSEDED: "practice.disseminate",
}


def allowed(actor: Actor, standing: ReviewStanding) -> frozenset[StepKind]:
    """Return the steps the actor may take now."""
    return frozenset(kind for kind in StepKind if refusal(actor, kind, standing) is None)


def refusal(actor: Actor, kind: StepKind, standing: ReviewStanding) -> Message | None:
    """Return why the actor may not take a step now, or None when they may."""
    if not can(actor, PERMISSION[kind]):
        return message("Your role does not include this step.")
    if standing.state is State.ARCHIVED:
        return ARCHIVED
    return _REFUSALS[kind](actor, standing)


def publishing_refusal(standing: ReviewStanding) -> Message | None:
    """Return why a practice cannot be published without an edition now, or None when it can."""
    if standing.state in IN_REVIEW or standing.state is State.RETURNED:
        return message("This practice is in review, which ends in an edition. It is not published beside that.")
    return None


def remark_errors(place: str, text: str, *, is_archived: bool) -> dict[str, str]:
    """Return what is wrong with a remark, by field."""
    errors: dict[str, str] = {}
    if is_archived:
        errors["page"] = ARCHIVED
    if not 0 < len(text.strip()) <= REMARK_MAX:
        errors["text"] = message("Write a remark of at most {limit} characters.", limit=REMARK_MAX)
    is_fact = place.startswith("facts.") and place.removeprefix("facts.") in TEMPLATE.fields
    if place not in _PAGE_FIELDS and not is_fact and not _ANCHOR.fullmatch(place):
        errors["place"] = message("There is no such place in a practice.")
    return errors


def _submit(_actor: Actor, standing: ReviewStanding) -> Message | None:
    if standing.state in IN_REVIEW:
        return message("It is in review already.")
    if standing.state is State.SUPERSEDED:
        return message("Another practice took its place.")
    if standing.state not in {State.DRAFT, State.RETURNED}:
        return message("Nothing was changed since edition {number}.", number=standing.editions)
    if not standing.copy.theme or not standing.copy.cities:
        return message("Choose its primary theme and its source city first: they decide who reviews it.")
    return None


def _withdraw(actor: Actor, standing: ReviewStanding) -> Message | None:
    if standing.state not in IN_REVIEW or standing.submitted is None:
        return message("It is not in review.")
    if took(actor, standing.submitted) or is_author(actor, standing) or actor.role is Role.ADMINISTRATOR:
        return None
    return message("Only who wrote or submitted it can withdraw it.")


def _approve(actor: Actor, standing: ReviewStanding) -> Message | None:
    if standing.state is State.QUALITY_CHECK:
        return message("It has the approvals it needs; the quality check is next.")
    if standing.state is not State.PEER_REVIEW:
        return message("It is not in peer review.")
    return _not_a_peer(actor, standing)


def _not_a_peer(actor: Actor, standing: ReviewStanding) -> Message | None:
    if actor.user_id is None:
        return message("Only who has an account can approve.")
    if is_author(actor, standing):
        return _OWN
    if any(took(actor, step) for step in standing.approvals):
        return message("You have approved this revision.")
    is_last = len(standing.approvals) >= REVIEWERS_NEEDED - 1
    if is_last and not has_outsider(standing) and not is_outside(actor.city, standing.copy):
        return message("One of the two reviewers must be of another city than the practice.")
    return None


def _return(actor: Actor, standing: ReviewStanding) -> Message | None:
    if standing.state not in IN_REVIEW:
        return message("It is not in review.")
    if is_author(actor, standing):
        return _OWN
    return None if standing.state is State.PEER_REVIEW else _lead(actor, standing)


def _pass(actor: Actor, standing: ReviewStanding) -> Message | None:
    if standing.state is State.PEER_REVIEW:
        return message("Two reviewers have to approve it first.")
    if standing.state is not State.QUALITY_CHECK:
        return message("It does not wait for the quality check.")
    if is_author(actor, standing):
        return _OWN
    return _lead(actor, standing) or _unready(standing)


def _disseminate(actor: Actor, standing: ReviewStanding) -> Message | None:
    if standing.state is not State.STANDARDISED:
        return message("It has to pass the quality check first.")
    return _lead(actor, standing) or _unready(standing)


def _reconfirm(actor: Actor, standing: ReviewStanding) -> Message | None:
    return _without_edition(standing) or _lead(actor, standing)


def _supersede(actor: Actor, standing: ReviewStanding) -> Message | None:
    if standing.state is State.SUPERSEDED:
        return message("Another practice took its place.")
    if standing.state in IN_REVIEW:
        return message("Its next edition is in review. Return or withdraw that first.")
    return _without_edition(standing) or _lead(actor, standing)


def _without_edition(standing: ReviewStanding) -> Message | None:
    return message("It has no edition yet.") if standing.edition is None else None


def may_resolve(actor: Actor, standing: ReviewStanding, *, author: UserId | None) -> bool:
    """Tell whether the actor may say that a remark was dealt with: its author, a reviewer, or who wrote or submitted.

    Open remarks keep the quality check from being passed, so nobody else takes them away.
    """
    if can(actor, "practice.review") or is_author(actor, standing):
        return True
    made_it = actor.user_id is not None and actor.user_id == author
    return made_it or (standing.submitted is not None and took(actor, standing.submitted))


def leads(actor: Actor, standing: ReviewStanding) -> bool:
    """Tell whether the actor answers for the quality of the practice: its theme's lead, or an administrator."""
    if not can(actor, "practice.check"):
        return False
    return actor.role is Role.ADMINISTRATOR or standing.copy.theme in actor.leads


def _lead(actor: Actor, standing: ReviewStanding) -> Message | None:
    if leads(actor, standing):
        return None
    return message("Only who leads its primary theme, or an administrator, does this.")


def _unready(standing: ReviewStanding) -> Message | None:
    if standing.copy.open_remarks:
        return message("Remarks are still to be resolved: {count}.", count=standing.copy.open_remarks)
    if standing.copy.gate is None or not standing.copy.gate.is_open:
        return message("It lacks something that a standardised practice needs. See what is missing.")
    return None


def took(actor: Actor, step: Step) -> bool:
    """Tell whether the actor took a step; of one that an import brought, only a name is known."""
    if step.actor_id is None:
        return actor.user_id is not None and step.actor == actor.label
    return step.actor_id == actor.user_id


def is_author(actor: Actor, standing: ReviewStanding) -> bool:
    """Tell whether the actor wrote a part of what is reviewed; of what an import brought, only names are known."""
    if actor.user_id is None:
        return False
    return actor.user_id in standing.copy.authors or actor.label in standing.copy.named_authors


_OWN = message("You wrote a part of it: others decide on it.")
_REFUSALS: Mapping[StepKind, Callable[[Actor, ReviewStanding], Message | None]] = {
    StepKind.SUBMITTED: _submit,
    StepKind.WITHDRAWN: _withdraw,
    StepKind.APPROVED: _approve,
    StepKind.RETURNED: _return,
    StepKind.PASSED: _pass,
    StepKind.DISSEMINATED: _disseminate,
    StepKind.RECONFIRMED: _reconfirm,
    StepKind.SUPERSEDED: _supersede,
}
