"""Taking a step: a held practice, the rules, an entry of the log and an event of the page's history."""

from dataclasses import dataclass

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.core.ids import PageId
from wiki.core.messages import message
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.service.writing import Signature, current_revision, hold_page, record_event, sign
from wiki.pages.types import EventAction, PageKind
from wiki.practices.models import StepRow
from wiki.practices.queries.standings import load_reviewed
from wiki.practices.rules import COMMENT_MAX, PERMISSION, refusal
from wiki.practices.types import ReviewStanding, StepKind
from wiki.taxonomy.queries import load_taxonomy


@dataclass(frozen=True, kw_only=True)
class HeldPractice:
    """A practice that nobody else changes until the transaction ends; ``revision`` is its current one."""

    page: PageRow
    revision: RevisionRow
    standing: ReviewStanding


def hold_practice(slug: str, *, with_gate: bool = True) -> HeldPractice:
    """Return the practice at an address, held; ``with_gate`` as in :func:`wiki.practices.queries.standing_of`.

    Raises :class:`NotFound`, :class:`Invalid` for another kind of page.
    """
    page = hold_page(slug)
    if page.kind != PageKind.PRACTICE:
        raise Invalid({"page": message("Only practices are reviewed.")})
    standing = load_reviewed([page.id], now().date(), with_gate=with_gate)[PageId(page.id)].standing
    return HeldPractice(page=page, revision=current_revision(page), standing=standing)


def begin_step(actor: Actor, slug: str, kind: StepKind, *, number: int | None, comment: str) -> HeldPractice:
    """Hold a practice for a step that the actor may take; ``number`` is the revision they decide on.

    Raises :class:`Denied` where their role is too small, :class:`Invalid` with the reason for anything else,
    :class:`NotFound`.
    """
    require(actor, PERMISSION[kind])
    held = hold_practice(slug)
    reason = refusal(actor, kind, held.standing)
    if reason is None and number is not None and number != held.revision.number:
        reason = message(
            "It was changed while you read it. Look at revision {number} first.", number=held.revision.number
        )
    if reason is not None:
        raise Invalid({"step": reason})
    if len(comment) > COMMENT_MAX:
        sentence = message("At most {limit} characters; you have {length}.", limit=COMMENT_MAX, length=len(comment))
        raise Invalid({"comment": sentence})
    return held


def log_step(
    held: HeldPractice, kind: StepKind, signature: Signature, comment: str, *, successor_id: int | None = None
) -> None:
    """Add an entry to the log."""
    actor = signature.actor
    city = load_taxonomy().city_by_slug.get(actor.city or "")
    db.session.add(
        StepRow(
            page_id=held.page.id,
            revision_id=held.revision.id,
            kind=kind,
            at=signature.at,
            actor_id=actor.user_id,
            actor=actor.label,
            city_id=city.id if city else None,
            comment=comment.strip(),
            successor_id=successor_id,
        )
    )
    db.session.flush()


def finish_step(actor: Actor, held: HeldPractice, kind: StepKind, comment: str, *, public: bool = False) -> Signature:
    """Take a step that changes nothing but the log; ``public`` lets visitors know of it, but of no comment."""
    signature = sign(actor, "" if public else comment)
    log_step(held, kind, signature, comment)
    record_event(held.page, EventAction(kind.value), signature, revision=held.revision, public=public)
    return signature
