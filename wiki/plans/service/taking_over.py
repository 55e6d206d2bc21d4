"""A city decides what it takes over of the practice's next edition, which it is based on from then on."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.pages.rules import one_line
from wiki.plans.models import TakeOverRow
from wiki.plans.queries import find_plan, get_alert
from wiki.plans.queries.alerts import followed_changes
from wiki.plans.rules import decision_errors
from wiki.plans.service.writing import add_revision, refuse
from wiki.plans.types import Alert, Decision, Line
from wiki.replication.service.holding import hold_replication, note_change
from wiki.replication.types import Outcome, Outdated, Replication, ReplicationId, Saved


def take_over(
    actor: Actor,
    replication_id: ReplicationId,
    decisions: Mapping[str, Decision],
    *,
    edition: int,
    seen: int,
    comment: str = "",
) -> Outcome:
    """Decide on every change of an edition; the plan follows those that are taken, where it composed from them.

    ``seen`` is the version of the replication that was read. Raises :class:`Denied`, :class:`Invalid`,
    :class:`NotFound`, also where that is not the edition that comes next.
    """
    row, stands = hold_replication(actor, replication_id)
    if row.version != seen:
        return Outdated(theirs=stands)
    alert = get_alert(actor, stands)
    if alert is None or alert.number != edition:
        raise NotFound
    decisions = {name: replace(each, reason=one_line(each.reason)) for name, each in decisions.items()}
    refuse({f"decisions.{name}": text for name, text in decision_errors(alert.lines, decisions).items()})
    made = tuple(_made(line, decisions[line.name]) for line in alert.lines)
    taken = frozenset(each.name for each in made if each.is_taken)
    _keep(actor, alert, made, number=_follow(actor, stands, taken, comment))
    row.edition = edition
    note_change(row)
    return Saved(replication=replication_id)


def _made(line: Line, said: Decision) -> Decision:
    label = tuple(str(part) for part in line.change.label)
    followed = said.is_taken and bool(line.effect)
    return replace(said, name=line.name, label=label, old=line.change.old, new=line.change.new, has_followed=followed)


def _follow(actor: Actor, stands: Replication, taken: frozenset[str], comment: str) -> int | None:
    """Let the plan follow; return its new revision, None where it stays as it is."""
    plan = find_plan(stands)
    if plan is None:
        return None
    facts = followed_changes(actor, stands, plan.facts, taken)
    return None if facts == plan.facts else add_revision(actor, stands.id, plan.number + 1, facts, comment)


def _keep(actor: Actor, alert: Alert, made: tuple[Decision, ...], *, number: int | None) -> None:
    db.session.add(
        TakeOverRow(
            replication_id=alert.replication.id,
            edition=alert.number,
            decisions=[asdict(each) for each in made],
            number=number,
            at=now(),
            actor_id=actor.user_id,
            actor=actor.label,
        )
    )
