"""Who wrote: names in history that belong to no account."""

from sqlalchemy import select

from wiki.core.db import db
from wiki.pages.models import EventRow


def list_unclaimed_authors() -> frozenset[str]:
    """Return the names under which imports and the wiki itself signed; a new account may not bear one of them."""
    names = db.session.scalars(select(EventRow.actor).where(EventRow.actor_id.is_(None)).distinct())
    return frozenset(name for name in names if name)
