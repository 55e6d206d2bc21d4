"""Which pages are demo content, for operators only: they are listed whoever may see them."""

from dataclasses import dataclass

from sqlalchemy import select

from wiki.core.db import db
from wiki.pages.models import DemoPageRow, PageRow


@dataclass(frozen=True, kw_only=True)
class DemoPage:
    """A page of the demo content; ``is_edited`` tells that it was saved since it was brought."""

    slug: str
    is_edited: bool


def list_demo_pages() -> tuple[DemoPage, ...]:
    """Return the pages of the demo content by their address."""
    edited = (PageRow.current_revision_id != DemoPageRow.revision_id).label("edited")
    query = select(PageRow.slug, edited).join(DemoPageRow, DemoPageRow.page_id == PageRow.id).order_by(PageRow.slug)
    return tuple(DemoPage(slug=row.slug, is_edited=row.edited) for row in db.session.execute(query))
