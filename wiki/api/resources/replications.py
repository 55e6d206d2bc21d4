"""Replications: read by everybody as far as they are shared, written by the city's people and the task force."""

from wiki.api import problems
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import Refusal
from wiki.api.replies import Reply
from wiki.api.schemas.replication import (
    MoveFields,
    MoveInput,
    MoveOut,
    ReplicationChange,
    ReplicationConflict,
    ReplicationInput,
    ReplicationList,
    ReplicationOut,
    ReplicationsQuery,
    ReplicationWhole,
)
from wiki.core.db import transaction
from wiki.http.addresses import absolute
from wiki.http.context import after_save
from wiki.replication import queries, service
from wiki.replication.types import (
    Chosen,
    Details,
    Exit,
    MoveDraft,
    Outcome,
    Outdated,
    Replication,
    ReplicationId,
    Stage,
)

TAG = "Replications"


@operation(
    "GET",
    "/replications",
    tag=TAG,
    summary="List replications",
    query=ReplicationsQuery,
    answers={200: ReplicationList},
)
def list_replications(query: ReplicationsQuery) -> Reply:
    """Who takes up which practice, and how far they are. Without a token: those that are shared, as summaries."""
    chosen = Chosen(
        city=query.city,
        source=query.source,
        theme=query.theme,
        practice=query.practice,
        stage=Stage(int(query.stage)) if query.stage else None,
        exit=query.exit,
    )
    found = queries.list_replications(actor(), chosen, order=query.sort, number=query.page, size=query.limit)
    items = tuple(map(_out, found.items))
    return Reply(document=ReplicationList(total=found.total, page=query.page, limit=query.limit, items=items))


@operation(
    "GET",
    "/replications/{replication}",
    tag=TAG,
    summary="Read a replication",
    answers={200: ReplicationWhole},
    problems=(problems.NOT_FOUND,),
)
def get_replication(replication: int) -> Reply:
    """With every move."""
    return _shown(ReplicationId(replication))


@operation(
    "POST",
    "/replications",
    tag=TAG,
    summary="Take up a practice",
    needs="replication.edit",
    body=ReplicationInput,
    answers={201: ReplicationWhole},
    problems=(problems.NOT_FOUND,),
)
def start_replication(body: ReplicationInput) -> Reply:
    """For one's own city; the task force for any."""
    details = Details(
        city=body.city,
        district=body.district,
        title=body.title,
        edition=body.edition,
        blocks=body.blocks,
        responsible=body.responsible,
        shared=body.shared,
    )
    with transaction():
        made = service.start_replication(actor(), body.practice, details, _draft(body))
    after_save()
    return _shown(made, status=201)


@operation(
    "PUT",
    "/replications/{replication}",
    tag=TAG,
    summary="Change what a replication says",
    needs="replication.edit",
    body=ReplicationChange,
    answers={200: ReplicationWhole},
    problems=(problems.NOT_FOUND, problems.CONFLICT),
    problem_models={409: ReplicationConflict},
)
def update_replication(replication: int, body: ReplicationChange) -> Reply:
    """Where it stands is changed by a move."""
    replication_id = ReplicationId(replication)
    stands = queries.get_replication(actor(), replication_id)
    with transaction():
        outcome = service.edit_replication(actor(), replication_id, _changed(stands, body), seen=body.version)
    return _answered(outcome)


@operation(
    "POST",
    "/replications/{replication}/moves",
    tag=TAG,
    summary="Move a replication",
    needs="replication.edit",
    body=MoveInput,
    answers={200: ReplicationWhole},
    problems=(problems.NOT_FOUND, problems.CONFLICT),
    problem_models={409: ReplicationConflict},
)
def move_replication(replication: int, body: MoveInput) -> Reply:
    """Forward, back, out with a reason, or on again. A move is never taken back: the next one says better."""
    with transaction():
        outcome = service.move_replication(
            actor(), ReplicationId(replication), _draft(body, body.exit), seen=body.version
        )
    return _answered(outcome)


def _draft(body: MoveFields, left_by: Exit = Exit.NONE) -> MoveDraft:
    return MoveDraft(
        stage=Stage(body.stage),
        exit=left_by,
        happened_on=body.happened_on,
        evidence=body.evidence.strip(),
        link=body.link.strip(),
        note=body.note.strip(),
    )


def _changed(stands: Replication, body: ReplicationChange) -> Details:
    told = {name: value for name, value in body if name in body.model_fields_set and name != "version"}
    kept = {
        "city": stands.city,
        "district": stands.district,
        "title": stands.title,
        "edition": stands.edition,
        "blocks": tuple(block.name for block in stands.blocks),
        "responsible": stands.responsible,
        "shared": stands.shared,
    }
    # Null is no value but of the edition, where it says that there is none.
    return Details(**kept | {name: value for name, value in told.items() if value is not None or name == "edition"})


def _answered(outcome: Outcome) -> Reply:
    if isinstance(outcome, Outdated):
        raise Refusal(problems.CONFLICT, members={"theirs": _out(outcome.theirs).model_dump(mode="json")})
    after_save()
    return _shown(outcome.replication)


def _shown(replication_id: ReplicationId, *, status: int = 200) -> Reply:
    found = queries.get_replication(actor(), replication_id)
    moves = tuple(
        MoveOut.model_validate({name: getattr(move, name) for name in MoveOut.model_fields})
        for move in queries.list_moves(found)
    )
    return Reply(document=ReplicationWhole.model_validate(_told(found) | {"moves": moves}), status=status)


def _out(found: Replication) -> ReplicationOut:
    return ReplicationOut.model_validate(_told(found))


def _told(found: Replication) -> dict[str, object]:
    return vars(found) | {
        "url": absolute(f"/replications/{found.id}"),
        "practice": found.practice.slug,
        "practice_title": found.practice.title,
        "sources": found.practice.cities,
        "blocks": tuple(block.name for block in found.blocks),
    }
