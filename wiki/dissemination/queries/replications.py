"""Replications, as an export lists them: to visitors summaries of those that are shared."""

from collections.abc import Iterator

from wiki.accounts.types import Actor
from wiki.dissemination.archive.results import SeriesRecord
from wiki.dissemination.archive.types import AnswerRecord, ExperienceRecord, MoveRecord, ReplicationRecord
from wiki.dissemination.queries.plans import plan_records, plan_step_records, take_over_records
from wiki.dissemination.queries.results import series_of
from wiki.experience.queries import list_experiences
from wiki.experience.types import Experience
from wiki.fit.queries import log_of_answers
from wiki.fit.types import Answer
from wiki.monitoring.types import Subject
from wiki.replication.queries import list_moves, walk_replications
from wiki.replication.types import Move, Replication


def replications(actor: Actor) -> Iterator[ReplicationRecord]:
    """Yield every replication the actor may know of, with its moves."""
    for each in walk_replications(actor):
        subject = Subject(replication=each.id)
        series = tuple(series_of(actor, subject, each.practice.slug, with_names=each.is_whole))
        yield _record(each, series)


def _record(each: Replication, series: tuple[SeriesRecord, ...]) -> ReplicationRecord:
    return ReplicationRecord(
        number=each.id,
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
        plan=tuple(plan_records(each)) if each.is_whole else (),
        plan_steps=tuple(plan_step_records(each)) if each.is_whole else (),
        take_overs=tuple(take_over_records(each)) if each.is_whole else (),
        # The first told comes first.
        experiences=tuple(map(_experience, sorted(list_experiences(each), key=lambda learnt: learnt.id))),
        answers=tuple(_answer(condition, answer, each) for condition, answer in log_of_answers(each.id)),
        series=series,
    )


def _answer(condition: str, answer: Answer, of: Replication) -> AnswerRecord:
    """A summary tells neither who answered nor what is done about it."""
    return AnswerRecord(
        condition=condition,
        score=answer.score,
        note=answer.note,
        mitigation=answer.mitigation if of.is_whole else "",
        by=answer.by if of.is_whole else "",
        at=answer.at or of.created_at,
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
