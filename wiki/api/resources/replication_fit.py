"""How a replication fits: read by whoever may know of it, answered by the people of its city and the task force."""

from typing import cast

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.fit import TAG
from wiki.api.schemas.fit import SpreadOut
from wiki.api.schemas.replication_fit import AnsweredOut, ConditionAnswersInput, ReplicationFitOut
from wiki.core.db import transaction
from wiki.core.errors import Invalid
from wiki.fit.service import save_answer
from wiki.fit.types import Answer, Judged, Score
from wiki.http.context import after_save
from wiki.http.replication_fit import conditions_for, fit_for
from wiki.replication.queries import get_replication
from wiki.replication.types import Replication, ReplicationId


@operation(
    "GET",
    "/replications/{replication}/fit",
    tag=TAG,
    summary="Tell how a replication fits",
    answers={200: ReplicationFitOut},
    problems=(NOT_FOUND,),
)
def get_replication_fit(replication: int) -> Reply:
    """From what people answered, and else from the city's profile."""
    return _shown(get_replication(actor(), ReplicationId(replication)))


@operation(
    "POST",
    "/replications/{replication}/fit/answers",
    tag=TAG,
    summary="Answer the conditions of a replication",
    needs="profile.edit",
    body=ConditionAnswersInput,
    answers={200: ReplicationFitOut},
    problems=(NOT_FOUND,),
)
def answer_conditions(replication: int, body: ConditionAnswersInput) -> Reply:
    """For people of the city and the task force. A former answer is kept."""
    found = get_replication(actor(), ReplicationId(replication))
    known = frozenset(each.fingerprint for each in conditions_for(actor(), found))
    with transaction():
        for place, told in enumerate(body.answers):
            said = Answer(score=cast("Score | None", told.score), note=told.note, mitigation=told.mitigation)
            try:
                save_answer(actor(), found.id, found.city, known, told.condition, said)
            except Invalid as problem:
                raise Invalid({f"answers.{place}.{part}": text for part, text in problem.errors.items()}) from problem
    after_save()
    return _shown(found)


def _shown(found: Replication) -> Reply:
    fit = fit_for(actor(), found)
    document = ReplicationFitOut(
        percent=fit.percent,
        known=fit.known,
        ruled_out=bool(fit.knock_outs),
        conditions=tuple(_condition(each, is_whole=found.is_whole) for each in fit.judged),
        spread=tuple(
            SpreadOut(category=str(each.category), percent=each.percent, known=each.known) for each in fit.spread
        ),
    )
    return Reply(document=document)


def _condition(judged: Judged, *, is_whole: bool) -> AnsweredOut:
    asked, said = judged.condition, judged.answer if is_whole else None
    return AnsweredOut(
        attribute=asked.attribute,
        operator=asked.operator,
        value=asked.value,
        weight=asked.weight,
        reason=asked.reason,
        score=judged.score,
        have=judged.have,
        condition=asked.fingerprint,
        is_answered=judged.answer is not None,
        note=said.note if said else "",
        mitigation=said.mitigation if said else "",
    )
