"""Replications in an export. One that is here already stays as it is."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from wiki.core.changes import record_change
from wiki.core.db import db
from wiki.dissemination.archive.types import ExperienceRecord, ReplicationRecord
from wiki.experience.models import ExperienceEventRow, ExperienceRow
from wiki.experience.service.holding import columns_of
from wiki.experience.types import ExperienceAction
from wiki.fit.models import AnswerRow
from wiki.importing.archives.rules import draft_of
from wiki.importing.service.archives.plans import add_plan
from wiki.replication.models import MoveRow, ReplicationRow
from wiki.replication.service import keep_replicated
from wiki.replication.types import Exit
from wiki.taxonomy.types import Taxonomy


def take_replications(
    records: Sequence[ReplicationRecord], pages: Mapping[str, int], taxonomy: Taxonomy
) -> Mapping[int, int]:
    """Make the replications that are not here and return those here by their numbers in the export.

    ``pages`` are the imported ones by their address in the export. Answers come where there are none.
    """
    here = {}
    for record in records:
        page_id, city = pages.get(record.page), taxonomy.city_by_slug.get(record.city)
        if page_id is None or city is None:
            continue
        found = _find(record, page_id, city.id)
        here[record.number] = _make(record, page_id, city.id, taxonomy) if found is None else found
        _take_answers(record, here[record.number])
        if found is None:
            keep_replicated(page_id)
            record_change(page_id, ("index",))
    return here


def _find(record: ReplicationRecord, page_id: int, city_id: int) -> int | None:
    """Nobody takes up the same twice in one moment."""
    same = ReplicationRow.page_id == page_id, ReplicationRow.created_at == record.created_at
    return db.session.scalar(select(ReplicationRow.id).where(*same, ReplicationRow.city_id == city_id))


def _take_answers(record: ReplicationRecord, replication_id: int) -> None:
    if db.session.scalar(select(AnswerRow.id).where(AnswerRow.replication_id == replication_id).limit(1)) is not None:
        return
    for answer in record.answers:
        told = {name: getattr(answer, name) for name in ("score", "note", "mitigation", "by", "at")}
        db.session.add(AnswerRow(replication_id=replication_id, fingerprint=answer.condition, **told))
        db.session.flush()


def _make(record: ReplicationRecord, page_id: int, city_id: int, taxonomy: Taxonomy) -> int:
    last = record.moves[-1]
    row = ReplicationRow(
        page_id=page_id,
        edition=record.edition,
        city_id=city_id,
        district=record.district,
        title=record.title,
        blocks=[{"name": name, "key": ""} for name in record.blocks],
        responsible=record.responsible,
        stage=last.to_stage,
        exit=last.to_exit.value,
        reason="" if last.to_exit is Exit.NONE else last.note,
        shared=record.shared,
        created_at=record.created_at,
        created_by=record.by,
        updated_at=max(record.created_at, last.at),
        version=len(record.moves),
    )
    db.session.add(row)
    db.session.flush()
    for move in record.moves:
        told = {
            name: getattr(move, name)
            for name in ("from_stage", "from_exit", "to_stage", "to_exit", "happened_on", "evidence", "link", "note")
        }
        db.session.add(MoveRow(replication_id=row.id, at=move.at, actor=move.by, **told))
        db.session.flush()
    add_plan(record, row.id, taxonomy)
    for learnt in record.experiences:
        _tell(learnt, row.id)
    return row.id


def _tell(record: ExperienceRecord, replication_id: int) -> None:
    """Add an experience, and that it was told."""
    row = ExperienceRow(
        replication_id=replication_id,
        **columns_of(draft_of(record)),
        created_at=record.at,
        created_by=record.by,
        updated_at=record.at,
        version=1,
    )
    db.session.add(row)
    db.session.flush()
    added = {"action": ExperienceAction.ADDED.value, "at": record.at, "actor": record.by}
    event = ExperienceEventRow(
        replication_id=replication_id, experience_id=row.id, kind=row.kind, text=row.text, **added
    )
    db.session.add(event)
    db.session.flush()
