"""What a page is written in: its Markdown, and where its links lead."""

from dataclasses import dataclass

from sqlalchemy import select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.core.ids import RevisionId
from wiki.pages.models import LinkRow, PageRow, RevisionRow
from wiki.pages.queries.links import find_targets, shown_link
from wiki.pages.queries.visibility import revision_visible_to, visible_to
from wiki.pages.types import Page


@dataclass(frozen=True, kw_only=True)
class OutgoingLink:
    """A wiki link: ``key`` as written, ``href`` where it leads, ``exists`` as anyone may know it."""

    key: str
    href: str
    exists: bool


def get_body(actor: Actor, revision_id: RevisionId) -> str:
    """Return the Markdown of a revision of a page that the actor may see. Raises :class:`NotFound`."""
    query = select(RevisionRow.body).join(PageRow, PageRow.id == RevisionRow.page_id)
    shown = RevisionRow.id == revision_id, visible_to(actor), revision_visible_to(actor)
    body = db.session.scalar(query.where(*shown))
    if body is None:
        raise NotFound
    return body


def list_outgoing(actor: Actor, page: Page) -> tuple[OutgoingLink, ...]:
    """Return where the page the actor reads links to, in the order of the keys."""
    query = select(LinkRow.target).where(LinkRow.page_id == page.id, shown_link(actor)).order_by(LinkRow.target)
    keys = tuple(db.session.scalars(query))
    targets = find_targets(keys)
    return tuple(OutgoingLink(key=key, href=targets[key].href, exists=targets[key].exists) for key in keys)
