"""Reviews as documents."""

from typing import Any

from wiki.accounts.types import Actor
from wiki.api.resources.presenting import url_of
from wiki.api.schemas.reviews import DueOut, QueueItemOut, RemarkOut, ReviewItem, ReviewOut, StepOut, WaitingOut
from wiki.core.errors import NotFound
from wiki.pages.types import Page, PageKind
from wiki.practices import queries
from wiki.practices.rules import allowed
from wiki.practices.types import QueueItem, Remark, ReviewedPage, StalePractice, Step, StepKind, WaitingFor
from wiki.practices.waiting import waits_of


def review_out(actor: Actor, page: Page) -> ReviewOut:
    """Return where a practice stands. Raises :class:`NotFound` for other pages, and for who may not know."""
    standing = queries.standing_of(actor, page) if page.kind is PageKind.PRACTICE else None
    if standing is None:
        raise NotFound
    steps = allowed(actor, standing)
    return ReviewOut(
        state=standing.state,
        revision=standing.copy.revision,
        version=standing.version,
        editions=standing.editions,
        waiting=_waiting(next(iter(waits_of(standing)), None)),
        steps=tuple(kind for kind in StepKind if kind in steps),
        approvals=tuple(map(_step, standing.approvals)),
        voided=tuple(map(_step, standing.voided)),
        review_due=standing.review_due,
        is_due=standing.is_due,
        open_remarks=standing.copy.open_remarks,
        log=tuple(map(_step, queries.log_of(actor, page))),
        remarks=tuple(map(remark_out, queries.list_remarks(actor, page))),
    )


def remark_out(remark: Remark) -> RemarkOut:
    return RemarkOut(**{name: getattr(remark, name) for name in RemarkOut.model_fields})


def item_out(reviewed: ReviewedPage) -> ReviewItem:
    return ReviewItem(**_item(reviewed, reviewed.waiting))


def queue_item_out(item: QueueItem) -> QueueItemOut:
    return QueueItemOut(**_item(item.reviewed, item.waiting), since=item.waiting.since, seen=item.seen)


def due_out(stale: StalePractice) -> DueOut:
    return DueOut(
        slug=stale.slug,
        url=url_of(stale.slug),
        title=stale.title,
        language=stale.language,
        edition=stale.edition,
        review_due=stale.review_due,
        is_overdue=stale.is_overdue,
    )


def _item(reviewed: ReviewedPage, waiting: WaitingFor | None) -> dict[str, Any]:
    return {
        "slug": reviewed.slug,
        "url": url_of(reviewed.slug),
        "title": reviewed.title,
        "language": reviewed.language,
        "state": reviewed.standing.state,
        "version": reviewed.standing.version,
        "revision": reviewed.standing.copy.revision,
        "waiting": _waiting(waiting),
    }


def _waiting(waiting: WaitingFor | None) -> WaitingOut | None:
    return WaitingOut(**vars(waiting)) if waiting else None


def _step(step: Step) -> StepOut:
    return StepOut(
        kind=step.kind,
        at=step.at,
        revision=step.revision,
        actor=step.actor,
        city=step.city,
        comment=step.comment,
    )
