"""What cities learn while they take a practice up, and what is still open anywhere."""

from typing import Any

from wiki.api import problems
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import Refusal
from wiki.api.replies import Reply
from wiki.api.schemas.experience import (
    AskedOut,
    ChallengeList,
    ChallengeOut,
    ChallengesQuery,
    ExperienceChange,
    ExperienceConflict,
    ExperienceFields,
    ExperienceInput,
    ExperienceList,
    ExperienceOut,
    ExperienceRemoval,
)
from wiki.core.db import transaction
from wiki.experience import queries, service
from wiki.experience.challenges import Challenge, Narrowing
from wiki.experience.types import (
    Experience,
    ExperienceDraft,
    ExperienceId,
    ExperienceKind,
    Outcome,
    Outdated,
)
from wiki.http.context import after_save
from wiki.replication.queries import get_replication
from wiki.replication.types import ReplicationId

TAG = "Replications"


@operation(
    "GET",
    "/replications/{replication}/experience",
    tag=TAG,
    summary="List what a city learnt with a replication",
    answers={200: ExperienceList},
    problems=(problems.NOT_FOUND,),
)
def list_experience(replication: int) -> Reply:
    """Adaptations, barriers, deviations of cost and time, and lessons."""
    return _listed(ReplicationId(replication))


@operation(
    "POST",
    "/replications/{replication}/experience",
    tag=TAG,
    summary="Tell what a city learnt",
    needs="replication.edit",
    body=ExperienceInput,
    answers={201: ExperienceList},
    problems=(problems.NOT_FOUND,),
)
def add_experience(replication: int, body: ExperienceInput) -> Reply:
    """For people of the city and the task force."""
    with transaction():
        service.add_experience(actor(), ReplicationId(replication), _draft(body, body.kind))
    after_save()
    return _listed(ReplicationId(replication), status=201)


@operation(
    "PUT",
    "/replications/{replication}/experience/{experience}",
    tag=TAG,
    summary="Change what was told, or say how a barrier was solved",
    needs="replication.edit",
    body=ExperienceChange,
    answers={200: ExperienceList},
    problems=(problems.NOT_FOUND, problems.CONFLICT),
    problem_models={409: ExperienceConflict},
)
def change_experience(replication: int, experience: int, body: ExperienceChange) -> Reply:
    """All of it is said anew; the log keeps what it said."""
    number = ReplicationId(replication)
    # Of another replication, or none: the service says so; its own kind goes before this one.
    draft = _draft(body, ExperienceKind.LESSON)
    with transaction():
        outcome = service.change_experience(actor(), number, ExperienceId(experience), draft, seen=body.version)
    return _answered(number, outcome)


@operation(
    "POST",
    "/replications/{replication}/experience/{experience}/remove",
    tag=TAG,
    summary="Take away what was told",
    needs="replication.edit",
    body=ExperienceRemoval,
    answers={200: ExperienceList},
    problems=(problems.NOT_FOUND, problems.CONFLICT),
    problem_models={409: ExperienceConflict},
)
def remove_experience(replication: int, experience: int, body: ExperienceRemoval) -> Reply:
    """The log keeps what it said."""
    number = ReplicationId(replication)
    with transaction():
        outcome = service.remove_experience(actor(), number, ExperienceId(experience), seen=body.version)
    return _answered(number, outcome)


@operation(
    "GET",
    "/challenges",
    tag=TAG,
    summary="List open challenges",
    query=ChallengesQuery,
    answers={200: ChallengeList},
)
def list_challenges(query: ChallengesQuery) -> Reply:
    """Barriers that nobody solved, of practices and replications, each with who has solved one like it."""
    narrowing = Narrowing(theme=query.theme, city=query.city, category=query.category, phase=query.phase)
    items = tuple(
        AskedOut.model_validate(_told(asked.challenge) | {"solvers": tuple(map(_challenge, asked.solvers))})
        for asked in queries.list_challenges(actor(), narrowing).items
    )
    return Reply(document=ChallengeList(items=items))


def _draft(body: ExperienceFields, kind: ExperienceKind) -> ExperienceDraft:
    told = {name: value for name, value in body if name not in {"kind", "version"}}
    return ExperienceDraft(kind=kind, **told)


def _answered(number: ReplicationId, outcome: Outcome) -> Reply:
    if isinstance(outcome, Outdated):
        raise Refusal(problems.CONFLICT, members={"theirs": _out(outcome.theirs).model_dump(mode="json")})
    after_save()
    return _listed(number)


def _listed(number: ReplicationId, *, status: int = 200) -> Reply:
    found = queries.list_experiences(get_replication(actor(), number))
    return Reply(document=ExperienceList(items=tuple(map(_out, found))), status=status)


def _out(each: Experience) -> ExperienceOut:
    return ExperienceOut.model_validate(vars(each) | vars(each.said) | {"overrun": each.said.overrun})


def _challenge(each: Challenge) -> ChallengeOut:
    return ChallengeOut.model_validate(_told(each))


def _told(each: Challenge) -> dict[str, Any]:
    return vars(each) | {"practice": each.slug, "practice_title": each.practice}
