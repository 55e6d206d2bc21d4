"""Experiences of one replication or of some."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields

from sqlalchemy import select

from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.experience.models import ExperienceRow
from wiki.experience.types import Experience, ExperienceDraft, ExperienceId, ExperienceKind, Measure
from wiki.replication.models import ReplicationRow
from wiki.replication.types import Replication, ReplicationId

_SAID = tuple(each.name for each in fields(ExperienceDraft) if each.name not in {"kind", "measure"})


def list_experiences(replication: Replication) -> tuple[Experience, ...]:
    """Return the experiences of a replication, the newest first."""
    return tuple(experiences_of([replication]).get(replication.id, ()))


def experiences_of(replications: Iterable[Replication]) -> Mapping[ReplicationId, list[Experience]]:
    """Return the experiences of replications that somebody read, as far as they read each, the newest first."""
    whole = {each.id: each.is_whole for each in replications}
    if not whole:
        return {}
    query = select(ExperienceRow).where(ExperienceRow.replication_id.in_(whole))
    found: dict[ReplicationId, list[Experience]] = defaultdict(list)
    for row in db.session.scalars(query.order_by(ExperienceRow.happened_on.desc(), ExperienceRow.id.desc())):
        number = ReplicationId(row.replication_id)
        found[number].append(experience_of(row, is_whole=whole[number]))
    return dict(found)


def get_experience(replication: Replication, experience_id: ExperienceId) -> Experience:
    """Return an experience of a replication. Raises :class:`NotFound`."""
    row = db.session.get(ExperienceRow, experience_id)
    if row is None or row.replication_id != replication.id:
        raise NotFound
    return experience_of(row, is_whole=replication.is_whole)


def said_of(page_ids: Collection[int]) -> Mapping[int, str]:
    """Return what was learnt where those of the pages were taken up, a line each; of shared replications alone."""
    query = (
        select(ReplicationRow.page_id, ExperienceRow.text, ExperienceRow.why, ExperienceRow.solved)
        .join(ReplicationRow, ReplicationRow.id == ExperienceRow.replication_id)
        .where(ReplicationRow.page_id.in_(page_ids), ReplicationRow.shared.is_(True))
        .order_by(ExperienceRow.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for page_id, *texts in db.session.execute(query):
        found[page_id].append(". ".join(filter(None, texts)))
    return {page_id: "\n".join(lines) for page_id, lines in found.items()}


def experience_of(row: ExperienceRow, *, is_whole: bool) -> Experience:
    said = {name: getattr(row, name) for name in _SAID}
    measure = Measure(row.measure) if row.measure else None
    return Experience(
        id=ExperienceId(row.id),
        replication=ReplicationId(row.replication_id),
        said=ExperienceDraft(kind=ExperienceKind(row.kind), measure=measure, **said),
        created_at=row.created_at,
        created_by=row.created_by if is_whole else "",
        updated_at=row.updated_at,
        version=row.version,
    )
