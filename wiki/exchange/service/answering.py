"""What is done about an interest: the task force finds an exchange or a partner; it is closed, or opened again."""

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.core.messages import message
from wiki.exchange.queries import get_exchange
from wiki.exchange.rules import comment_errors, may_express, may_follow
from wiki.exchange.service.holding import hold_interest, log_step
from wiki.exchange.types import ExchangeId, Interest, InterestId, InterestState, InterestStepKind
from wiki.pages.rules import one_line
from wiki.taxonomy.queries import load_taxonomy


def match_interest(
    actor: Actor, interest_id: InterestId, *, exchange: ExchangeId | None = None, partner: str = "", comment: str = ""
) -> None:
    """Name the exchange that gives a city what it wants to learn, the partner (a city's slug), or both.

    Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`.
    """
    require(actor, "interest.answer")
    row, stands = hold_interest(actor, interest_id)
    _require(stands, InterestStepKind.MATCHED)
    comment = one_line(comment)
    errors = comment_errors(comment)
    place = load_taxonomy().city_by_slug.get(partner)
    if partner and (place is None or partner == stands.city):
        errors["partner"] = message("Choose another city.")
    elif exchange is None and place is None:
        errors["partner"] = message("Choose an exchange or a city.")
    if exchange is not None and not _is_there(actor, exchange):
        errors["exchange"] = message("Choose an exchange that is there.")
    if errors:
        raise Invalid(errors)
    row.exchange_id, row.partner_id, row.state = exchange, place.id if place else None, InterestState.MATCHED
    log_step(actor, row, InterestStepKind.MATCHED, comment)


def close_interest(actor: Actor, interest_id: InterestId, comment: str = "") -> None:
    """Close an interest: the city wants it no longer, or has learned it. Its people may, and the task force.

    Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`.
    """
    row, stands = hold_interest(actor, interest_id)
    if not may_express(actor, stands.city):
        raise Denied("interest.express")
    _require(stands, InterestStepKind.CLOSED)
    comment = one_line(comment)
    if errors := comment_errors(comment):
        raise Invalid(errors)
    row.state = InterestState.CLOSED
    log_step(actor, row, InterestStepKind.CLOSED, comment)


def reopen_interest(actor: Actor, interest_id: InterestId) -> None:
    """Let an interest wait for a match again. Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`."""
    require(actor, "interest.answer")
    row, stands = hold_interest(actor, interest_id)
    _require(stands, InterestStepKind.REOPENED)
    row.exchange_id, row.partner_id, row.state = None, None, InterestState.OPEN
    log_step(actor, row, InterestStepKind.REOPENED, "")


def _require(stands: Interest, kind: InterestStepKind) -> None:
    if not may_follow(stands.state, kind):
        raise Invalid({"state": message("Somebody was faster: look how it stands now.")})


def _is_there(actor: Actor, exchange: ExchangeId) -> bool:
    try:
        get_exchange(actor, exchange)
    except NotFound:
        return False
    return True
