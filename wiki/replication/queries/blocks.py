"""The building blocks that a city may choose of a practice."""

from collections.abc import Mapping

from wiki.accounts.types import Actor
from wiki.facts import ROW_ID, rows_of
from wiki.pages.queries import get_content, reads_drafts
from wiki.pages.types import Page


def blocks_of(actor: Actor, page: Page) -> Mapping[str, str]:
    """Return the blocks that a practice names, as its reader sees it: its rows' keys by their names."""
    number = page.current_number if reads_drafts(actor) else page.published_number
    if number is None:
        return {}
    rows = rows_of(get_content(actor, page, number).facts, "blocks")
    return {str(row["name"]): str(row.get(ROW_ID, "")) for row in rows if row.get("name")}
