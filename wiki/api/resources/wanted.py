"""Practices that are wanted: read by everybody, asked for and joined by members, answered by the task force."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.schemas.demand import (
    AnswerInput,
    JoinInput,
    JoinOut,
    MissList,
    MissOut,
    WantedInput,
    WantedList,
    WantedOut,
    WantedQuery,
    WantedStepOut,
    WantedWhole,
)
from wiki.core.db import transaction
from wiki.demand import queries, service
from wiki.demand.types import PracticeRequest, RequestDraft, RequestId
from wiki.http.addresses import absolute

TAG = "Wanted practices"


@operation(
    "GET",
    "/wanted-practices",
    tag=TAG,
    summary="List the practices that are wanted",
    query=WantedQuery,
    answers={200: WantedList},
)
def list_wanted(query: WantedQuery) -> Reply:
    """What cities need and nobody has written about yet."""
    found = queries.list_requests(actor(), state=query.state, theme=query.theme, number=query.page, size=query.limit)
    items = tuple(WantedOut.model_validate(_told(each)) for each in found.items)
    return Reply(document=WantedList(total=found.total, page=query.page, limit=query.limit, items=items))


@operation(
    "GET",
    "/wanted-practices/{wanted}",
    tag=TAG,
    summary="Read a request",
    answers={200: WantedWhole},
    problems=(NOT_FOUND,),
)
def get_wanted(wanted: int) -> Reply:
    """With those who want it, and what was done about it."""
    return _shown(RequestId(wanted))


@operation(
    "GET",
    "/searches-without-result",
    tag=TAG,
    summary="List what was searched and not found",
    needs="demand.read_misses",
    answers={200: MissList},
)
def list_misses() -> Reply:
    """What was asked most often comes first. Nothing is kept of who asked."""
    items = tuple(
        MissOut(question=each.question, count=each.count, first_on=each.first_on, last_on=each.last_on)
        for each in queries.list_misses(actor())
    )
    return Reply(document=MissList(items=items))


@operation(
    "POST",
    "/wanted-practices",
    tag=TAG,
    summary="Ask for a practice",
    needs="demand.ask",
    body=WantedInput,
    answers={201: WantedWhole},
)
def ask_for_practice(body: WantedInput) -> Reply:
    """Who asks has joined. Look first whether it is asked for already."""
    draft = RequestDraft(title=body.title, why=body.why, theme=body.theme, city=body.city)
    with transaction():
        made = service.ask(actor(), draft)
    return _shown(made, status=201)


@operation(
    "POST",
    "/wanted-practices/{wanted}/join",
    tag=TAG,
    summary="Want a practice too",
    needs="demand.ask",
    body=JoinInput,
    body_optional=True,
    answers={200: WantedWhole},
    problems=(NOT_FOUND,),
)
def join_wanted(wanted: int, body: JoinInput) -> Reply:
    """Who has joined stays joined, for the city they said first."""
    with transaction():
        service.join_request(actor(), RequestId(wanted), body.city)
    return _shown(RequestId(wanted))


@operation(
    "POST",
    "/wanted-practices/{wanted}/leave",
    tag=TAG,
    summary="Want a practice no longer",
    needs="demand.ask",
    answers={200: WantedWhole},
    problems=(NOT_FOUND,),
)
def leave_wanted(wanted: int) -> Reply:
    """The request stays, for the others."""
    with transaction():
        service.leave_request(actor(), RequestId(wanted))
    return _shown(RequestId(wanted))


@operation(
    "POST",
    "/wanted-practices/{wanted}/answer",
    tag=TAG,
    summary="Answer a request",
    needs="demand.answer",
    body=AnswerInput,
    answers={200: WantedWhole},
    problems=(NOT_FOUND,),
)
def answer_wanted(wanted: int, body: AnswerInput) -> Reply:
    """A page meets it, another request asks for the same, or it is closed with a reason. Those who want it are told."""
    request_id = RequestId(wanted)
    with transaction():
        if body.page:
            service.meet_request(actor(), request_id, body.page)
        elif body.same_as is not None:
            service.mark_same(actor(), request_id, RequestId(body.same_as))
        else:
            service.close_request(actor(), request_id, body.reason)
    return _shown(request_id)


@operation(
    "POST",
    "/wanted-practices/{wanted}/reopen",
    tag=TAG,
    summary="Open a request again",
    needs="demand.answer",
    answers={200: WantedWhole},
    problems=(NOT_FOUND,),
)
def reopen_wanted(wanted: int) -> Reply:
    """One that was met or closed."""
    with transaction():
        service.reopen_request(actor(), RequestId(wanted))
    return _shown(RequestId(wanted))


def _shown(request_id: RequestId, *, status: int = 200) -> Reply:
    told = _told(queries.get_request(actor(), request_id))
    joins = tuple(JoinOut(**vars(join)) for join in queries.list_joins(actor(), request_id))
    log = tuple(
        WantedStepOut(kind=step.kind, at=step.at, actor=step.actor, comment=step.comment)
        for step in queries.list_steps(actor(), request_id)
    )
    return Reply(document=WantedWhole.model_validate(told | {"joins": joins, "log": log}), status=status)


def _told(request: PracticeRequest) -> dict[str, object]:
    return vars(request) | {
        "url": absolute(f"/wanted-practices/{request.id}"),
        "cities": tuple(request.cities),
        "page": request.page.slug if request.page else None,
    }
