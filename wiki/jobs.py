"""Drains the outbox into its consumers. The one place that knows them all."""

from wiki.core.changes import find_changes, finish_changes
from wiki.core.db import transaction
from wiki.core.ids import PageId
from wiki.pages.service import redraw_page
from wiki.search.indexer import sync_index, tidy_index
from wiki.search.types import SearchBackend

_BATCH = 200


def drain(backend: SearchBackend) -> None:
    """Work off what saves left behind. Called beside the requests after a save, at start, and by commands."""
    try:
        redraw_pages()
    finally:
        # A page that cannot be drawn keeps no other from being found.
        sync_index(backend)
        tidy_index(backend)


def redraw_pages(most: int | None = None) -> int:
    """Draw the pages anew whose links came to life or died; one short transaction a page.

    ``most`` bounds how many, where somebody waits for the end; the rest stays.
    """
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
