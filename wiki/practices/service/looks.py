"""Remembering what a reviewer saw, so that they are shown what changed since."""

from sqlalchemy import bindparam, select, text

from wiki.accounts.permissions import can
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import UtcDateTime, db
from wiki.core.errors import NotFound
from wiki.pages.models import RevisionRow
from wiki.pages.types import Page, PageKind

# In one step, for one person may look twice at once. Both databases speak it; the toolkit has no common word for it.
_KEEP = text(
    "INSERT INTO review_looks (page_id, user_id, revision_id, at) VALUES (:page, :user, :revision, :at)"
    " ON CONFLICT (page_id, user_id) DO UPDATE SET revision_id = excluded.revision_id, at = excluded.at"
).bindparams(bindparam("at", type_=UtcDateTime))


def note_look(actor: Actor, page: Page, number: int) -> None:
    """Remember that a reviewer looked at a practice's revision; of others nothing is kept. Raises :class:`NotFound`."""
    if page.kind is not PageKind.PRACTICE:
        raise NotFound
    if actor.user_id is None or not can(actor, "practice.review"):
        return
    query = select(RevisionRow.id).where(RevisionRow.page_id == page.id, RevisionRow.number == number)
    revision_id = db.session.scalar(query)
    if revision_id is None:
        raise NotFound
    write_look(actor, page.id, revision_id)


def write_look(actor: Actor, page_id: int, revision_id: int) -> None:
    values = {"page": page_id, "user": actor.user_id, "revision": revision_id, "at": now()}
    db.session.execute(_KEEP, values)
