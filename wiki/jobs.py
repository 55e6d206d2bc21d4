"""Drains the outbox into its consumers. The one place that knows them all."""

from wiki.core.changes import find_changes, finish_changes
from wiki.core.db import transaction
from wiki.core.ids import PageId
from wiki.pages.service import redraw_page
from wiki.search.indexer import sync_index
from wiki.search.types import SearchBackend

_BATCH = 200


def drain(backend: SearchBackend, *, most_pages: int | None = None) -> None:
    """Work off what saves left behind. Called after a save, at start, and by ``search sync``.

    ``most_pages`` bounds how many pages are drawn anew, where somebody waits for the end; the rest stays.
    """
    try:
        redraw_pages(most_pages)
    finally:
        # A page that cannot be drawn keeps no other from being found.
        sync_index(backend)


def redraw_pages(most: int | None = None) -> int:
    """Draw the pages anew whose links came to life or died, at most so many; one short transaction a page."""
    done = 0
    while most is None or done < most:
        changes = find_changes("render", _BATCH if most is None else min(_BATCH, most - done))
        if not changes:
            break
        for change in changes:
            with transaction():
                redraw_page(PageId(change.subject_id))
                finish_changes([change])
        done += len(changes)
    return done
