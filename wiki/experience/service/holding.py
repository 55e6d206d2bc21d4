"""What adding and changing share: what is said as columns, the log, and what follows a change."""

from dataclasses import asdict, fields
from typing import Any

from wiki.accounts.types import Actor
from wiki.core.changes import record_change
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.experience.models import ExperienceEventRow, ExperienceRow
from wiki.experience.rules import draft_errors, tidied
from wiki.experience.types import ExperienceAction, ExperienceDraft
from wiki.replication.types import Replication


def sound(draft: ExperienceDraft) -> ExperienceDraft:
    """Return a draft tidied. Raises :class:`Invalid`."""
    draft = tidied(draft)
    if errors := draft_errors(draft, today=now().date()):
        raise Invalid(errors)
    return draft


def columns_of(draft: ExperienceDraft) -> dict[str, Any]:
    return {**asdict(draft), "kind": draft.kind.value, "measure": draft.measure.value if draft.measure else None}


def take(row: ExperienceRow, draft: ExperienceDraft) -> None:
    """Let an experience say what a draft says."""
    told = columns_of(draft)
    for each in fields(draft):
        setattr(row, each.name, told[each.name])


def log(actor: Actor, stands: Replication, row: ExperienceRow, action: ExperienceAction) -> None:
    """Note what was done, and let the index read the practice anew: what was learnt is found with it."""
    db.session.flush()
    db.session.add(
        ExperienceEventRow(
            replication_id=row.replication_id,
            experience_id=row.id,
            kind=row.kind,
            action=action.value,
            text=row.solved if action is ExperienceAction.SOLVED else row.text,
            at=now(),
            actor_id=actor.user_id,
            actor=actor.label,
        )
    )
    db.session.flush()
    record_change(stands.practice.id, ("index",))
