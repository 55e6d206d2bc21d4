"""The addresses anyone may read, for search engines."""

from datetime import datetime

from sqlalchemy import select

from wiki.accounts.types import VISITOR
from wiki.core.db import db
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.queries.visibility import visible_to

# The format's own limit for one file.
MOST_ADDRESSES = 50_000


def list_public_addresses() -> tuple[tuple[str, datetime], ...]:
    """Return the address of every public page and when it last changed, newest first."""
    query = (
        select(PageRow.slug, RevisionRow.created_at)
        .join(RevisionRow, RevisionRow.id == PageRow.published_revision_id)
        .where(visible_to(VISITOR))
        .order_by(RevisionRow.created_at.desc())
        .limit(MOST_ADDRESSES)
    )
    return tuple((slug, updated) for slug, updated in db.session.execute(query))
