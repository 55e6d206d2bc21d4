"""Exchanges: read by whoever may see what they are about, logged by the cities that took part and the task force."""

from wiki.api import problems
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import Refusal
from wiki.api.replies import Reply
from wiki.api.schemas.exchange import (
    ExchangeChange,
    ExchangeConflict,
    ExchangeInput,
    ExchangeList,
    ExchangeOut,
    ExchangeRemoval,
    ExchangesQuery,
)
from wiki.core.db import transaction
from wiki.exchange import queries, service
from wiki.exchange.types import Chosen, Exchange, ExchangeDraft, ExchangeId, Outcome, Outdated
from wiki.http.addresses import absolute
from wiki.replication.types import ReplicationId

TAG = "Peer exchange"


@operation(
    "GET",
    "/exchanges",
    tag=TAG,
    summary="List exchanges",
    query=ExchangesQuery,
    answers={200: ExchangeList},
)
def list_exchanges(query: ExchangesQuery) -> Reply:
    """Visits, workshops and mentors: those of shared replications and of practices the caller may see."""
    chosen = Chosen(
        theme=query.theme,
        city=query.city,
        format=query.format,
        year=query.year,
        practice=query.practice,
        replication=None if query.replication is None else ReplicationId(query.replication),
    )
    found = queries.list_exchanges(actor(), chosen, number=query.page, size=query.limit)
    items = tuple(map(_out, found.items))
    return Reply(document=ExchangeList(total=found.total, page=query.page, limit=query.limit, items=items))


@operation(
    "GET",
    "/exchanges/{exchange}",
    tag=TAG,
    summary="Read an exchange",
    answers={200: ExchangeOut},
    problems=(problems.NOT_FOUND,),
)
def get_exchange(exchange: int) -> Reply:
    """With what came of it."""
    return _shown(ExchangeId(exchange))


@operation(
    "POST",
    "/exchanges",
    tag=TAG,
    summary="Log an exchange",
    needs="exchange.log",
    body=ExchangeInput,
    answers={201: ExchangeOut},
)
def log_exchange(body: ExchangeInput) -> Reply:
    """For a city that takes part; the task force for any. One that is planned may be logged as well."""
    with transaction():
        made = service.log_exchange(actor(), _draft(body))
    return _shown(made, status=201)


@operation(
    "PUT",
    "/exchanges/{exchange}",
    tag=TAG,
    summary="Change an exchange",
    needs="exchange.log",
    body=ExchangeChange,
    answers={200: ExchangeOut},
    problems=(problems.NOT_FOUND, problems.CONFLICT),
    problem_models={409: ExchangeConflict},
)
def update_exchange(exchange: int, body: ExchangeChange) -> Reply:
    """Say what came of it."""
    with transaction():
        outcome = service.edit_exchange(actor(), ExchangeId(exchange), _draft(body), seen=body.version)
    return _shown(_done(outcome))


@operation(
    "POST",
    "/exchanges/{exchange}/remove",
    tag=TAG,
    summary="Remove an exchange for good",
    needs="exchange.log",
    body=ExchangeRemoval,
    answers={200: ExchangeOut},
    problems=(problems.NOT_FOUND, problems.CONFLICT),
    problem_models={409: ExchangeConflict},
)
def remove_exchange(exchange: int, body: ExchangeRemoval) -> Reply:
    """For what never took place; not one that an interest was matched with. The answer is what it was."""
    number = ExchangeId(exchange)
    with transaction():
        answer = _shown(number)
        _done(service.remove_exchange(actor(), number, seen=body.version))
    return answer


def _done(outcome: Outcome) -> ExchangeId:
    if isinstance(outcome, Outdated):
        raise Refusal(problems.CONFLICT, members={"theirs": _out(outcome.theirs).model_dump(mode="json")})
    return outcome.exchange


def _draft(body: ExchangeInput) -> ExchangeDraft:
    return ExchangeDraft(
        format=body.format,
        title=body.title,
        starts_on=body.starts_on,
        ends_on=body.ends_on,
        host=body.host,
        guests=body.guests,
        theme=body.theme,
        practice=body.practice,
        replication=None if body.replication is None else ReplicationId(body.replication),
        people=body.people,
        mentor=body.mentor,
        outcome=body.outcome,
        link=body.link,
    )


def _shown(exchange_id: ExchangeId, *, status: int = 200) -> Reply:
    return Reply(document=_out(queries.get_exchange(actor(), exchange_id)), status=status)


def _out(found: Exchange) -> ExchangeOut:
    told = vars(found) | {
        "url": absolute(f"/exchanges/{found.id}"),
        "practice": found.practice.slug if found.practice else None,
    }
    return ExchangeOut.model_validate(told)
