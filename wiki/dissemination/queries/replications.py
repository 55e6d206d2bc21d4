"""Replications, as an export lists them: to visitors summaries of those that are shared."""

from collections.abc import Iterator

from wiki.accounts.types import Actor
from wiki.dissemination.archive.types import ExperienceRecord, MoveRecord, ReplicationRecord
from wiki.experience.queries import list_experiences
from wiki.experience.types import Experience
from wiki.replication.queries import list_moves, walk_replications
from wiki.replication.types import Move, Replication


def replications(actor: Actor) -> Iterator[ReplicationRecord]:
    """Yield every replication the actor may know of, with its moves."""
    for each in walk_replications(actor):
        yield _record(each)


def _record(each: Replication) -> ReplicationRecord:
    return ReplicationRecord(
        page=each.practice.slug,
        edition=each.edition,
        city=each.city,
        district=each.district,
        title=each.title,
        blocks=tuple(block.name for block in each.blocks),
        responsible=each.responsible,
        shared=each.shared,
        created_at=each.created_at,
        by=each.created_by,
        moves=tuple(map(_move, list_moves(each))),
        # The first told comes first.
        experiences=tuple(map(_experience, sorted(list_experiences(each), key=lambda learnt: learnt.id))),
    )


def _experience(each: Experience) -> ExperienceRecord:
    return ExperienceRecord(**vars(each.said), at=each.created_at, by=each.created_by)


def _move(move: Move) -> MoveRecord:
    return MoveRecord(
        from_stage=None if move.from_stage is None else move.from_stage.value,
        from_exit=move.from_exit,
        to_stage=move.to_stage.value,
        to_exit=move.to_exit,
        happened_on=move.happened_on,
        evidence=move.evidence,
        link=move.link,
        note=move.note,
        at=move.at,
        by=move.actor,
    )
