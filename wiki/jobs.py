"""Drains the outbox into its consumers. The one place that knows them all."""

from wiki.core.changes import find_changes, finish_changes
from wiki.core.db import transaction
from wiki.core.ids import PageId
from wiki.pages.service import redraw_page
from wiki.search.indexer import sync_index
from wiki.search.types import SearchBackend


def drain(backend: SearchBackend) -> None:
    """Work off what saves left behind. Called after a save, at start, and by ``search sync``."""
    redraw_pages()
    sync_index(backend)


def redraw_pages() -> int:
    """Draw the pages anew whose links came to life or died; one short transaction a page."""
    done = 0
    while changes := find_changes("render"):
        for change in changes:
            with transaction():
                redraw_page(PageId(change.subject_id))
                finish_changes([change])
        done += len(changes)
    return done
