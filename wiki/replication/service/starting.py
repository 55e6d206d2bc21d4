"""A city takes up a practice."""

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Denied, NotFound
from wiki.pages.queries import get_page
from wiki.pages.types import PageKind
from wiki.replication.models import ReplicationRow
from wiki.replication.rules import may_edit_some, move_errors
from wiki.replication.service.details import judge, refuse, take, tidy
from wiki.replication.service.holding import log_move, note_change
from wiki.replication.types import Details, MoveDraft, ReplicationId


def start_replication(actor: Actor, slug: str, details: Details, first: MoveDraft) -> ReplicationId:
    """Take up the practice at an address, at any stage. Raises :class:`Denied`, :class:`Invalid`, :class:`NotFound`."""
    if not may_edit_some(actor):
        raise Denied("replication.edit")
    page = get_page(actor, slug)
    if page.kind is not PageKind.PRACTICE or page.is_archived:
        raise NotFound
    details = tidy(details)
    errors = judge(actor, page, details)
    refuse(errors | move_errors(first, stage=None, since=None, today=now().date()))
    row = ReplicationRow(
        page_id=page.id,
        blocks=[],
        responsible="",
        stage=first.stage,
        exit=first.exit,
        created_at=now(),
        created_by_id=actor.user_id,
        created_by=actor.label,
        updated_at=now(),
        version=0,
    )
    take(actor, page, row, details)
    row.reason = ""
    db.session.add(row)
    db.session.flush()
    log_move(actor, row, first, is_first=True)
    note_change(row)
    return ReplicationId(row.id)
