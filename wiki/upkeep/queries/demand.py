"""Practices that are wanted: each in the state its log ends with, and nobody left behind with a duplicate."""

from collections.abc import Iterator

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import aliased

from wiki.core.db import db
from wiki.demand.models import JoinRow, RequestRow, RequestStepRow
from wiki.demand.types import RequestState, RequestStepKind
from wiki.upkeep.types import Finding, Severity, Stores, Tell

_OPENING = (RequestStepKind.ASKED, RequestStepKind.REOPENED)


def wrong(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for requests whose log says another state, and for duplicates that somebody still waits for."""
    last = aliased(RequestStepRow)
    newest = select(func.max(RequestStepRow.id)).where(RequestStepRow.request_id == RequestRow.id)
    said = case((last.kind.in_(_OPENING), RequestState.OPEN.value), else_=last.kind)
    query = (
        select(RequestRow.id, RequestRow.state, said)
        .outerjoin(last, last.id == newest.correlate(RequestRow).scalar_subquery())
        .where(said.is_distinct_from(RequestRow.state))
        .order_by(RequestRow.id)
    )
    for number, state, told in db.session.execute(query):
        sentence = f"The request number {number} is {state}, and its log says {told or 'nothing'}."
        yield _finding("request-state", number, sentence)
    joined = exists().where(JoinRow.request_id == RequestRow.id)
    left = select(RequestRow.id).where(RequestRow.state == RequestState.DUPLICATE, joined).order_by(RequestRow.id)
    for number in db.session.scalars(left):
        yield _finding("request-left", number, f"Somebody still waits for the request number {number}, a duplicate.")


def _finding(code: str, number: int, sentence: str) -> Finding:
    return Finding(code=code, subject=f"request number {number}", sentence=sentence, severity=Severity.ERROR)
