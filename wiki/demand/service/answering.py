"""What the task force does about a request: a page meets it, another asks for the same, or it is closed."""

from sqlalchemy import delete, select, update

from wiki.accounts.permissions import require
from wiki.accounts.types import VISITOR, Actor
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.demand.models import JoinRow, RequestRow
from wiki.demand.rules import REASON_MAX
from wiki.demand.service.holding import hold_request, log_step
from wiki.demand.types import RequestId, RequestState, RequestStepKind
from wiki.pages.queries import find_page, find_redirect
from wiki.pages.rules import one_line


def meet_request(actor: Actor, request_id: RequestId, slug: str) -> None:
    """Say which page gives what was asked for; everybody who asked may read it.

    Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`.
    """
    row = _hold_open(actor, request_id)
    page = find_page(VISITOR, find_redirect(VISITOR, slug) or slug)
    if page is None:
        sentence = message("Name the address of a page that visitors can read. Publish it first if it is a draft.")
        raise Invalid({"page": sentence})
    row.page_id = page.id
    # Not named in the log: it may be no page for everybody one day.
    _end(actor, row, RequestState.MET, "")


def close_request(actor: Actor, request_id: RequestId, reason: str) -> None:
    """Close a request that no page is going to meet. Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`."""
    row = _hold_open(actor, request_id)
    words = one_line(reason)
    if not words:
        raise Invalid({"reason": message("Say why, for those who asked.")})
    if len(words) > REASON_MAX:
        sentence = message("At most {limit} characters; you have {length}.", limit=REASON_MAX, length=len(words))
        raise Invalid({"reason": sentence})
    row.reason = words
    _end(actor, row, RequestState.CLOSED, words)


def mark_same(actor: Actor, request_id: RequestId, other_id: RequestId) -> None:
    """Say that another open request asks for the same: who joined this one joins that one.

    Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`.
    """
    row = _hold_open(actor, request_id)
    other = db.session.get(RequestRow, other_id, with_for_update=True)
    if other is None or other.id == row.id or other.state != RequestState.OPEN:
        raise Invalid({"same_as": message("Choose another request that is open.")})
    there = select(JoinRow.user_id).where(JoinRow.request_id == other.id, JoinRow.user_id.is_not(None))
    db.session.execute(delete(JoinRow).where(JoinRow.request_id == row.id, JoinRow.user_id.in_(there)))
    db.session.execute(update(JoinRow).where(JoinRow.request_id == row.id).values(request_id=other.id))
    row.same_as_id = other.id
    _end(actor, row, RequestState.DUPLICATE, other.title)


def reopen_request(actor: Actor, request_id: RequestId) -> None:
    """Take back that a request was met or closed. Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`."""
    require(actor, "demand.answer")
    row = hold_request(request_id)
    if row.state not in {RequestState.MET, RequestState.CLOSED}:
        raise Invalid({"request": message("Only a request that was met or closed is opened again.")})
    row.state, row.page_id, row.reason = RequestState.OPEN, None, ""
    log_step(actor, row, RequestStepKind.REOPENED, "")


def _hold_open(actor: Actor, request_id: RequestId) -> RequestRow:
    require(actor, "demand.answer")
    row = hold_request(request_id)
    if row.state != RequestState.OPEN:
        raise Invalid({"request": message("This request is not open any more.")})
    return row


def _end(actor: Actor, row: RequestRow, state: RequestState, comment: str) -> None:
    row.state = state
    log_step(actor, row, RequestStepKind(state.value), comment)
    # Who ends it knows; everybody else who joined is told.
    joins = update(JoinRow).where(JoinRow.request_id == row.id)
    db.session.execute(joins.values(told=JoinRow.user_id.is_not_distinct_from(actor.user_id)))
