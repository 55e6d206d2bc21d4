"""Pages that go for good. What people write is archived instead; this is for the demo content."""

from sqlalchemy import delete, select

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.changes import record_change
from wiki.core.db import db
from wiki.pages.models import DemoPageRow, PageRow, RevisionRow
from wiki.pages.service.rendering import refresh_linking_pages
from wiki.pages.service.writing import hold_page, public_keys


def mark_as_demo(actor: Actor, slug: str) -> None:
    """Note that the page is demo content as it stands now; what is saved later is people's own.

    Raises :class:`NotFound`, :class:`Denied`.
    """
    require(actor, "page.remove")
    page = hold_page(slug)
    db.session.merge(DemoPageRow(page_id=page.id, revision_id=page.current_revision_id))
    db.session.flush()


def remove_page(actor: Actor, slug: str) -> None:
    """Remove a page with its whole history and all that speaks of it. It cannot be taken back.

    Raises :class:`NotFound`, :class:`Denied`.
    """
    require(actor, "page.remove")
    page = hold_page(slug)
    keys = public_keys(page)
    page.current_revision_id = page.published_revision_id = None
    db.session.flush()
    _forget(page.id)
    db.session.expunge(page)
    record_change(page.id, ["index"])
    refresh_linking_pages(keys)


def _forget(page_id: int) -> None:
    """Delete the page and every row that names it or one of its revisions, whichever table holds it.

    A row that may do without the page, such as what a city wants to learn, outlives it.
    """
    named = {
        PageRow.__table__: [page_id],
        RevisionRow.__table__: list(db.session.scalars(select(RevisionRow.id).where(RevisionRow.page_id == page_id))),
    }
    # Those that refer come before those they refer to.
    for table in reversed(db.metadata.sorted_tables):
        if table is not PageRow.__table__:
            for key in table.foreign_keys:
                if key.column.table in named and key.ondelete != "SET NULL":
                    db.session.execute(delete(table).where(key.parent.in_(named[key.column.table])))
    db.session.execute(delete(PageRow).where(PageRow.id == page_id))
