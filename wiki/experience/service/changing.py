"""An experience is told better, a barrier is solved, or one is taken away."""

from dataclasses import replace
from datetime import date

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid, NotFound
from wiki.core.messages import message
from wiki.experience.models import ExperienceRow
from wiki.experience.queries import get_experience
from wiki.experience.service.holding import log, sound, take
from wiki.experience.types import (
    Experience,
    ExperienceAction,
    ExperienceDraft,
    ExperienceId,
    ExperienceKind,
    Outcome,
    Outdated,
    Saved,
)
from wiki.replication.service.holding import hold_replication
from wiki.replication.types import Replication, ReplicationId


def change_experience(
    actor: Actor, replication_id: ReplicationId, experience_id: ExperienceId, draft: ExperienceDraft, *, seen: int
) -> Outcome:
    """Let an experience say something else; its kind stays. ``seen`` is the version that was changed.

    Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`.
    """
    stands, before = _held(actor, replication_id, experience_id)
    if before.version != seen:
        return Outdated(theirs=before)
    draft = sound(replace(draft, kind=before.said.kind))
    action = ExperienceAction.CHANGED
    if before.said.is_open != draft.is_open:
        action = ExperienceAction.REOPENED if draft.is_open else ExperienceAction.SOLVED
    return _say(actor, stands, before, draft, action)


def solve_barrier(
    actor: Actor,
    replication_id: ReplicationId,
    experience_id: ExperienceId,
    *,
    how: str,
    on: date | None,
    seen: int,
) -> Outcome:
    """Say how an open barrier was solved, and when.

    Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`, also for what is no barrier.
    """
    stands, before = _held(actor, replication_id, experience_id)
    if before.said.kind is not ExperienceKind.BARRIER:
        raise NotFound
    if before.version != seen:
        return Outdated(theirs=before)
    if not how.strip():
        raise Invalid({"solved": message("Say how it was solved.")})
    draft = sound(replace(before.said, solved=how, solved_on=on))
    return _say(actor, stands, before, draft, ExperienceAction.SOLVED)


def remove_experience(
    actor: Actor, replication_id: ReplicationId, experience_id: ExperienceId, *, seen: int
) -> Outcome:
    """Take an experience away; the log keeps what it said. Raises :class:`Denied`, :class:`NotFound`."""
    stands, before = _held(actor, replication_id, experience_id)
    if before.version != seen:
        return Outdated(theirs=before)
    row = db.session.get_one(ExperienceRow, experience_id)
    log(actor, stands, row, ExperienceAction.REMOVED)
    db.session.delete(row)
    db.session.flush()
    return Saved(experience=experience_id)


def _held(actor: Actor, replication_id: ReplicationId, experience_id: ExperienceId) -> tuple[Replication, Experience]:
    _, stands = hold_replication(actor, replication_id)
    return stands, get_experience(stands, experience_id)


def _say(
    actor: Actor, stands: Replication, before: Experience, draft: ExperienceDraft, action: ExperienceAction
) -> Outcome:
    row = db.session.get_one(ExperienceRow, before.id)
    take(row, draft)
    row.updated_at = now()
    row.version += 1
    log(actor, stands, row, action)
    return Saved(experience=before.id)
