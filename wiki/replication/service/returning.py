"""What a practice's page keeps of the cities that took it up, for lists and searches to be narrowed by."""

from wiki.core.db import db
from wiki.pages.models import PageRow
from wiki.replication.queries import replicated_of


def keep_replicated(page_id: int) -> None:
    """Let a page say which cities took it up now; its caller lets the index read it anew."""
    # Held before the look, so that of two at once the later sees what the earlier wrote.
    page = db.session.get_one(PageRow, page_id, with_for_update=True)
    db.session.flush()
    page.replicated = dict(replicated_of([page_id]).get(page_id, {})) or None
    db.session.flush()
