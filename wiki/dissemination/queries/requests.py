"""Practices that are wanted, as an export lists them: to visitors without names."""

from collections.abc import Iterator
from itertools import count

from wiki.accounts.types import Actor
from wiki.demand.queries import list_joins, list_requests, list_steps
from wiki.demand.types import PracticeRequest
from wiki.dissemination.archive.types import JoinRecord, RequestRecord, RequestStepRecord

_AT_ONCE = 500


def requests(actor: Actor) -> Iterator[RequestRecord]:
    """Yield every request, in whatever state, with who wants it and its log."""
    found: list[PracticeRequest] = []
    for number in count(1):
        piece = list_requests(actor, state=None, number=number, size=_AT_ONCE)
        found += piece.items
        if not piece.has_next:
            break
    # As they were made, so that an import numbers them in the same order.
    yield from (_record(actor, each) for each in sorted(found, key=lambda each: each.id))


def _record(actor: Actor, request: PracticeRequest) -> RequestRecord:
    return RequestRecord(
        number=request.id,
        title=request.title,
        why=request.why,
        theme=request.theme,
        asked_at=request.asked_at,
        by=request.asked_by,
        state=request.state,
        reason=request.reason,
        page=request.page.slug if request.page else None,
        same_as=request.same_as,
        joins=tuple(JoinRecord(by=each.name, city=each.city, at=each.at) for each in list_joins(actor, request.id)),
        steps=tuple(
            RequestStepRecord(kind=step.kind, at=step.at, by=step.actor, comment=step.comment)
            for step in list_steps(actor, request.id)
        ),
    )
