"""How much there is, for those who run the wiki."""

from sqlalchemy import func, select

from wiki.core.db import db
from wiki.pages.models import PageRow


def count_all_pages() -> int:
    """Return how many pages there are, those that no visitor sees too: for operators only."""
    return db.session.scalar(select(func.count()).select_from(PageRow)) or 0
