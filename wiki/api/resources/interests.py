"""Expressions of interest: a city's own people express and read them, the task force reads all and finds matches."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.exchanges import TAG
from wiki.api.schemas.interest import (
    ClosingInput,
    InterestInput,
    InterestList,
    InterestOut,
    InterestsQuery,
    InterestStepOut,
    InterestWhole,
    MatchInput,
)
from wiki.core.db import transaction
from wiki.exchange import queries, service
from wiki.exchange.types import ExchangeId, Interest, InterestDraft, InterestId
from wiki.http.addresses import absolute


@operation(
    "GET",
    "/interests",
    tag=TAG,
    summary="List expressions of interest",
    needs="interest.read",
    query=InterestsQuery,
    answers={200: InterestList},
)
def list_interests(query: InterestsQuery) -> Reply:
    """Those of the token's owner's city; the task force gets all."""
    found = queries.list_interests(
        actor(), state=query.state, theme=query.theme, city=query.city, number=query.page, size=query.limit
    )
    items = tuple(InterestOut.model_validate(_told(each)) for each in found.items)
    return Reply(document=InterestList(total=found.total, page=query.page, limit=query.limit, items=items))


@operation(
    "GET",
    "/interests/{interest}",
    tag=TAG,
    summary="Read an expression of interest",
    needs="interest.read",
    answers={200: InterestWhole},
    problems=(NOT_FOUND,),
)
def get_interest(interest: int) -> Reply:
    """With what was done about it."""
    return _shown(InterestId(interest))


@operation(
    "POST",
    "/interests",
    tag=TAG,
    summary="Express interest",
    needs="interest.express",
    body=InterestInput,
    answers={201: InterestWhole},
)
def express_interest(body: InterestInput) -> Reply:
    """For one's own city; the task force for any."""
    draft = InterestDraft(
        city=body.city,
        theme=body.theme,
        does=body.does,
        issue=body.issue,
        travel=body.travel,
        follows_up=body.follows_up,
        category=body.category,
        practice=body.practice,
    )
    with transaction():
        made = service.express_interest(actor(), draft)
    return _shown(made, status=201)


@operation(
    "POST",
    "/interests/{interest}/match",
    tag=TAG,
    summary="Match an interest",
    needs="interest.answer",
    body=MatchInput,
    answers={200: InterestWhole},
    problems=(NOT_FOUND,),
)
def match_interest(interest: int, body: MatchInput) -> Reply:
    """With an exchange, a partner city, or both."""
    with transaction():
        service.match_interest(
            actor(),
            InterestId(interest),
            exchange=None if body.exchange is None else ExchangeId(body.exchange),
            partner=body.partner,
            comment=body.comment,
        )
    return _shown(InterestId(interest))


@operation(
    "POST",
    "/interests/{interest}/close",
    tag=TAG,
    summary="Close an interest",
    needs="interest.express",
    body=ClosingInput,
    body_optional=True,
    answers={200: InterestWhole},
    problems=(NOT_FOUND,),
)
def close_interest(interest: int, body: ClosingInput) -> Reply:
    """By people of the city, or the task force."""
    with transaction():
        service.close_interest(actor(), InterestId(interest), body.comment)
    return _shown(InterestId(interest))


@operation(
    "POST",
    "/interests/{interest}/reopen",
    tag=TAG,
    summary="Open an interest again",
    needs="interest.answer",
    answers={200: InterestWhole},
    problems=(NOT_FOUND,),
)
def reopen_interest(interest: int) -> Reply:
    """One that was matched or closed."""
    with transaction():
        service.reopen_interest(actor(), InterestId(interest))
    return _shown(InterestId(interest))


def _shown(interest_id: InterestId, *, status: int = 200) -> Reply:
    found = queries.get_interest(actor(), interest_id)
    log = tuple(
        InterestStepOut(kind=step.kind, at=step.at, actor=step.actor, comment=step.comment)
        for step in queries.list_steps(actor(), interest_id)
    )
    return Reply(document=InterestWhole.model_validate(_told(found) | {"log": log}), status=status)


def _told(found: Interest) -> dict[str, object]:
    return vars(found) | {
        "url": absolute(f"/interests/{found.id}"),
        "practice": found.practice.slug if found.practice else None,
    }
