"""An experience is told."""

from sqlalchemy import func, select

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.experience.models import ExperienceRow
from wiki.experience.service.holding import columns_of, log, sound
from wiki.experience.types import ExperienceAction, ExperienceDraft, ExperienceId
from wiki.replication.service.holding import hold_replication
from wiki.replication.types import ReplicationId

# A page shows them all.
MOST = 300


def add_experience(actor: Actor, replication_id: ReplicationId, draft: ExperienceDraft) -> ExperienceId:
    """Add an experience to a replication. Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`."""
    _, stands = hold_replication(actor, replication_id)
    draft = sound(draft)
    of_it = select(func.count()).where(ExperienceRow.replication_id == replication_id)
    if (db.session.scalar(of_it) or 0) >= MOST:
        raise Invalid({"text": message("A replication holds at most {most} of these.", most=MOST)})
    row = ExperienceRow(
        replication_id=replication_id,
        **columns_of(draft),
        created_at=now(),
        created_by_id=actor.user_id,
        created_by=actor.label,
        updated_at=now(),
        version=1,
    )
    db.session.add(row)
    log(actor, stands, row, ExperienceAction.ADDED)
    return ExperienceId(row.id)
