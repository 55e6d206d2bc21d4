"""Peer exchange, as an export lists it: to visitors without names, and without what cities want to learn."""

from collections.abc import Iterator

from wiki.accounts.types import Actor
from wiki.dissemination.archive.exchanges import ExchangeRecord, InterestRecord, InterestStepRecord, TakenUp
from wiki.exchange.queries import list_steps, walk_exchanges, walk_interests
from wiki.exchange.types import Exchange, Interest
from wiki.replication.queries import walk_replications


def exchanges(actor: Actor) -> Iterator[ExchangeRecord]:
    """Yield every exchange the actor may know of."""
    known = {each.id: TakenUp(city=each.city, created_at=each.created_at) for each in walk_replications(actor)}
    for each in walk_exchanges(actor):
        yield _exchange(each, None if each.replication is None else known[each.replication])


def interests(actor: Actor) -> Iterator[InterestRecord]:
    """Yield every interest the actor reads, with its log."""
    for each in walk_interests(actor):
        yield _interest(actor, each)


def _exchange(each: Exchange, replication: TakenUp | None) -> ExchangeRecord:
    return ExchangeRecord(
        number=each.id,
        format=each.format,
        title=each.title,
        starts_on=each.starts_on,
        ends_on=each.ends_on,
        host=each.host,
        guests=each.guests,
        theme=each.theme,
        page=each.practice.slug if each.practice else None,
        replication=replication,
        people=each.people,
        mentor=each.mentor,
        outcome=each.outcome,
        link=each.link,
        created_at=each.created_at,
        by=each.created_by,
    )


def _interest(actor: Actor, each: Interest) -> InterestRecord:
    return InterestRecord(
        city=each.city,
        theme=each.theme,
        page=each.practice.slug if each.practice else None,
        does=each.does,
        issue=each.issue,
        category=each.category,
        travel=each.travel,
        follows_up=each.follows_up,
        state=each.state,
        exchange=each.exchange,
        partner=each.partner,
        made_at=each.made_at,
        by=each.made_by,
        steps=tuple(
            InterestStepRecord(kind=step.kind, at=step.at, by=step.actor, comment=step.comment)
            for step in list_steps(actor, each.id)
        ),
    )
