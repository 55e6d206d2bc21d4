"""A plan is written as a page is: on top of the revision its writer read, with somebody else's change where it can."""

from wiki.accounts.types import Actor
from wiki.core.errors import NotFound
from wiki.facts import PLAN, Facts, merge_facts
from wiki.pages.merge import merge_texts
from wiki.plans.queries import find_plan, get_plan
from wiki.plans.service.writing import add_revision
from wiki.plans.types import Conflict, Plan, Saved, SaveOutcome, Unchanged
from wiki.replication.service.holding import hold_replication
from wiki.replication.types import Replication, ReplicationId


def save_plan(
    actor: Actor, replication_id: ReplicationId, facts: Facts, *, base_number: int, comment: str = ""
) -> SaveOutcome:
    """Save a plan's facts, based on a revision; 0 for a plan that was not there.

    Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`, also for a base that is none.
    """
    _, stands = hold_replication(actor, replication_id)
    current = find_plan(stands)
    number = current.number if current else 0
    base = _base(stands, current, base_number)
    if facts == base:
        return Unchanged(number=number)
    if current is None or base_number == number:
        return Saved(number=add_revision(actor, replication_id, number + 1, facts, comment))
    merged, fields = merge_facts(base, facts, current.facts, merge_texts, PLAN)
    if fields:
        return Conflict(base=base, theirs=current, merged=merged, fields=fields)
    if merged == current.facts:
        return Unchanged(number=number)
    return Saved(number=add_revision(actor, replication_id, number + 1, merged, comment), is_merged=True)


def revert_plan(actor: Actor, replication_id: ReplicationId, number: int, *, comment: str = "") -> SaveOutcome:
    """Let a plan say again what a revision said. Raises :class:`Denied`, :class:`NotFound`."""
    _, stands = hold_replication(actor, replication_id)
    current, wanted = get_plan(stands), get_plan(stands, number)
    if wanted.facts == current.facts:
        return Unchanged(number=current.number)
    return Saved(number=add_revision(actor, replication_id, current.number + 1, wanted.facts, comment))


def _base(stands: Replication, current: Plan | None, base_number: int) -> Facts:
    if base_number == 0:
        return {}
    if current is None:
        raise NotFound
    return current.facts if base_number == current.number else get_plan(stands, base_number).facts
