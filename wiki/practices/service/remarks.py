"""Remarks: made on a place of a revision, and resolved one by one."""

from sqlalchemy import select

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid, NotFound
from wiki.core.ids import PageId, UserId
from wiki.core.messages import message
from wiki.pages.models import RevisionRow
from wiki.pages.rules import one_line
from wiki.practices.models import RemarkRow
from wiki.practices.queries.standings import load_reviewed
from wiki.practices.rules import ARCHIVED, QUOTE_MAX, RESOLUTION_MAX, may_resolve, remark_errors
from wiki.practices.service.steps import hold_practice
from wiki.practices.types import RemarkId


def add_remark(actor: Actor, slug: str, number: int, *, place: str, text: str, quote: str = "") -> RemarkId:
    """Remark on a place of a revision: ``facts.cost_band``, ``summary``, ``#a-heading``, or empty for all of it.

    ``quote`` are the words it speaks of. Raises :class:`Invalid` with an error a field, :class:`NotFound`.
    """
    require(actor, "practice.submit")
    held = hold_practice(slug, with_gate=False)
    errors = remark_errors(place, text, is_archived=held.standing.copy.is_archived)
    if errors:
        raise Invalid(errors)
    query = select(RevisionRow.id).where(RevisionRow.page_id == held.page.id, RevisionRow.number == number)
    revision_id = db.session.scalar(query)
    if revision_id is None:
        raise NotFound
    remark = RemarkRow(
        page_id=held.page.id,
        revision_id=revision_id,
        place=place,
        quote=one_line(quote)[:QUOTE_MAX],
        text=text.strip(),
        author_id=actor.user_id,
        author=actor.label,
        made_at=now(),
    )
    db.session.add(remark)
    db.session.flush()
    return RemarkId(remark.id)


def resolve_remark(actor: Actor, remark_id: RemarkId, resolution: str = "") -> None:
    """Say that a remark was dealt with, and how. One that is resolved stays as it is.

    Raises :class:`Invalid` for an archived practice, and for who has no part in it; :class:`NotFound`.
    """
    require(actor, "practice.submit")
    remark = db.session.get(RemarkRow, remark_id, with_for_update=True)
    if remark is None:
        raise NotFound
    standing = load_reviewed([remark.page_id], now().date())[PageId(remark.page_id)].standing
    if standing.copy.is_archived:
        raise Invalid({"page": ARCHIVED})
    if not may_resolve(actor, standing, author=UserId(remark.author_id) if remark.author_id else None):
        raise Invalid({"remark": message("Who made it, a reviewer, or who wrote the practice resolves a remark.")})
    if remark.resolved_at is None:
        remark.resolved_at, remark.resolver_id, remark.resolver = now(), actor.user_id, actor.label
        remark.resolution = one_line(resolution)[:RESOLUTION_MAX]
        db.session.flush()
