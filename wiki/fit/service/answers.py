"""Writes of answers to conditions. Who replicates what, and who may answer, is known where replications are."""

from dataclasses import replace

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Denied, Invalid
from wiki.core.messages import message
from wiki.fit.models import AnswerRow
from wiki.fit.queries.answers import answers_of
from wiki.fit.rules import answer_errors, may_edit_profile
from wiki.fit.types import Answer
from wiki.pages.rules import one_line


def save_answer(
    actor: Actor, replication_id: int, city: str, known: frozenset[str], fingerprint: str, answer: Answer
) -> bool:
    """Answer a condition for a replication in a city; the former answer is kept. Return whether it says anything new.

    An answer that says nothing takes the former one back.
    ``known`` are the fingerprints of the conditions of the edition it is based on. Raises :class:`Denied` for who is
    neither of that city nor of the task force, :class:`Invalid` with an error a field.
    """
    if not may_edit_profile(actor, city):
        raise Denied("profile.edit")
    said = Answer(score=answer.score, note=one_line(answer.note), mitigation=one_line(answer.mitigation))
    errors = answer_errors(said.score, said.note, said.mitigation)
    if fingerprint not in known:
        errors["condition"] = message("The practice does not have this condition any more. Read it once more.")
    if errors:
        raise Invalid(errors)
    before = answers_of(replication_id).get(fingerprint, Answer())
    if replace(before, by="", at=None) == said:
        return False
    db.session.add(
        AnswerRow(
            replication_id=replication_id,
            fingerprint=fingerprint,
            score=said.score,
            note=said.note,
            mitigation=said.mitigation,
            by_id=actor.user_id,
            by=actor.label,
            at=now(),
        )
    )
    db.session.flush()
    return True
