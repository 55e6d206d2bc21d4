"""Drains the outbox into its consumers. The one place that knows them all."""

from collections.abc import Collection

from wiki.core.changes import Change, find_changes, finish_changes
from wiki.core.db import transaction
from wiki.core.errors import Unavailable
from wiki.core.ids import PageId
from wiki.demand import service as demand
from wiki.demand.queries import most_missed
from wiki.pages.service import redraw_page
from wiki.saved_searches.news import with_news
from wiki.saved_searches.queries import list_unsure
from wiki.saved_searches.service import note_news
from wiki.search.asking import understood
from wiki.search.contract import SearchBackend
from wiki.search.indexer import is_behind, sync_index, tidy_index
from wiki.search.types import SearchQuery, SearchUnavailable
from wiki.taxonomy.queries import load_taxonomy

_BATCH = 200
# Each asks the index once: so many keep a core busy for some tenths of a second.
_LOOKED_INTO = 20


def drain(backend: SearchBackend, *, once: bool = False) -> bool:
    """Work off what saves left behind, and all that comes meanwhile. Called at start and by commands.

    ``once``, beside the requests, leaves what comes meanwhile to gather for the next time; True says that some did.
    """
    try:
        redraw_pages()
    finally:
        # A page that cannot be drawn keeps no other from being found.
        done = sync_index(backend, once=once)
        tidy_index(backend)
    # Where the index takes nothing at the moment, only the next save tries again.
    return done > 0 and is_behind()


def index_words(backend: SearchBackend, words: dict[int, str]) -> None:
    """Bring what is pending into the index, sparing it to read revisions whose words are known; forget these then."""
    if words:
        sync_index(backend, words)
        words.clear()


def count_misses(backend: SearchBackend, questions: Collection[str]) -> None:
    """Count questions that found nothing, and forget some that members find something for by now.

    In one short transaction. Raises :class:`Unavailable`.
    """
    answered = _answered(backend, [miss.question for miss in most_missed(limit=_LOOKED_INTO)])
    with transaction():
        demand.forget_misses(answered)
        demand.write_misses(questions)


def _answered(backend: SearchBackend, questions: Collection[str]) -> Collection[str]:
    try:
        known = load_taxonomy()
        asked = [SearchQuery(text=question, audience="members", limit=1) for question in questions]
        return [query.text for query in asked if backend.search(understood(query, known)).total]
    except SearchUnavailable:
        return ()


def look_for_news(backend: SearchBackend) -> bool:
    """Look into some saved searches for what is new since their owners looked; tell whether more are left.

    After the index has been brought up to date, so that what is looked for is there.
    """
    unsure = list_unsure(_LOOKED_INTO)
    if not unsure:
        return False
    try:
        found = with_news(backend, unsure)
    except SearchUnavailable:
        return False
    with transaction():
        note_news(unsure, found)
    return len(unsure) == _LOOKED_INTO


def redraw_pages(most: int | None = None) -> int:
    """Draw the pages anew whose links came to life or died; one short transaction a page.

    ``most`` bounds how many, where somebody waits for the end; the rest stays. So does a page that cannot be
    drawn: the others are, then what was wrong with the first of those is raised.
    """
    done, failed = 0, dict[int, Exception]()
    while (left := _BATCH if most is None else min(_BATCH, most - done - len(failed))) > 0:
        waiting = find_changes("render", left + len(failed))
        changes = [change for change in waiting if change.subject_id not in failed]
        if not changes:
            break
        for change in changes:
            if error := _redraw(change):
                failed[change.subject_id] = error
            else:
                done += 1
    for error in failed.values():
        raise error
    return done


def _redraw(change: Change) -> Exception | None:
    """Draw one page and return what was wrong with it. Raises :class:`Unavailable`, which the next would meet too."""
    try:
        with transaction():
            redraw_page(PageId(change.subject_id))
            finish_changes([change])
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other pages do not wait for this one
        return error
    return None
