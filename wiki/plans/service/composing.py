"""A first plan, made from the edition that a replication is based on."""

from dataclasses import replace

from wiki.accounts.types import Actor
from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.facts import PLAN, VOCABULARIES, takes
from wiki.plans.composing import Terms, compose
from wiki.plans.queries import find_plan
from wiki.plans.queries.alerts import base_of, chosen_blocks
from wiki.plans.service.writing import add_revision, refuse
from wiki.replication.service.holding import hold_replication
from wiki.replication.types import ReplicationId


def compose_plan(actor: Actor, replication_id: ReplicationId, terms: Terms, *, comment: str = "") -> int:
    """Make the first revision of a plan, of the blocks that were chosen; return its number.

    Raises :class:`Denied`, :class:`NotFound`, and :class:`Invalid` where there is a plan, nothing to compose it from,
    or a quantity without its kind.
    """
    _, stands = hold_replication(actor, replication_id)
    refuse(_errors(terms))
    if find_plan(stands) is not None:
        raise Invalid({"": message("There is a plan already.")})
    facts = compose(base_of(actor, stands), replace(terms, blocks=chosen_blocks(stands)))
    if not facts:
        raise Invalid({"": message("The practice says nothing yet that a plan can be composed from.")})
    return add_revision(actor, replication_id, 1, facts, comment)


def _errors(terms: Terms) -> dict[str, str]:
    if terms.scaled_by and terms.scaled_by not in VOCABULARIES["quantity"]:
        return {"scaled_by": message("Choose from the list.")}
    if terms.scaled_to is None:
        return {}
    if terms.scaled_to <= 0 or not takes(PLAN.fields["scaled_to"], terms.scaled_to):
        return {"scaled_to": message("Enter a number above 0, and not more than there can be.")}
    return {} if terms.scaled_by else {"scaled_by": message("Say what the number counts.")}
