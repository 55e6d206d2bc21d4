"""The one writer of the index: brings it from where it is to what the database says."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from wiki.core.changes import Change, find_changes, finish_changes, has_changes, hold_changes, noted_changes
from wiki.core.db import db, savepoint, transaction
from wiki.core.errors import Unavailable
from wiki.core.ids import PageId
from wiki.search.contract import JoinsTransactions, SearchBackend
from wiki.search.documents import NO_WORDS, all_documents, documents_of
from wiki.search.types import Busy, SearchDocument, SearchUnavailable

# An index writes each word once a batch: large ones cost less, and memory bounds them.
INDEX_BATCH = 1_000
# What a transaction changed beyond these is left to who drains: a person waits for its end.
MOST_WITH_COMMIT = 20
_TOLD_EVERY = 100
_log = logging.getLogger(__name__)


def sync_index(backend: SearchBackend, words: Mapping[int, str] = NO_WORDS, *, once: bool = False) -> int:
    """Bring every pending change into the index and return how many pages that were.

    ``once`` leaves what is saved while the first batch is written: each batch costs, however small it is.

    When another process holds the writer, the changes stay for it: it looks again before it lets go.
    ``words`` holds the plain words of revisions, where somebody knows them already.
    When the index is missing or damaged it is rebuilt. Never raises for the index' sake.
    """
    try:
        return _sync(backend, words, once=once)
    except Busy:
        _log.info("the index is being written elsewhere; its writer takes the rest")
    except SearchUnavailable as problem:
        _log.warning("the search index cannot be written: %s", problem)
    return 0


def _sync(backend: SearchBackend, words: Mapping[int, str], *, once: bool) -> int:
    done = 0
    while changes := find_changes("index", INDEX_BATCH):
        try:
            _take_in(backend, changes, words)
        except SearchUnavailable as problem:
            if not problem.needs_rebuild:
                raise
            return done + rebuild_index(backend)
        done += len(changes)
        if once:
            break
    return done


def _take_in(backend: SearchBackend, changes: Sequence[Change], words: Mapping[int, str] = NO_WORDS) -> None:
    documents, removed = _state_of(changes, words)
    if isinstance(backend, JoinsTransactions):
        write = backend.prepare(documents, removed)
        with transaction():
            if not hold_changes(changes):
                raise Busy("A page was saved meanwhile.")
            write(db.session.connection())
            finish_changes(changes)
        return
    backend.update(documents, removed)
    with transaction():
        finish_changes(changes)


def _state_of(
    changes: Sequence[Change], words: Mapping[int, str] = NO_WORDS
) -> tuple[Sequence[SearchDocument], set[PageId]]:
    """Return the documents of the pages as the database has them now, and the pages that have none."""
    ids = {PageId(change.subject_id) for change in changes}
    told = {change.words.revision_id: change.words.text for change in changes if change.words}
    documents = documents_of(ids, {**told, **words})
    return documents, ids - {document.page_id for document in documents}


def index_with_commit(backend: SearchBackend) -> None:
    """Bring what the running transaction saves into the index as a part of it, where a backend can.

    Never raises for the index' sake: what does not come in now stays for the next drain.
    """
    if not isinstance(backend, JoinsTransactions):
        return
    changes = noted_changes("index")
    if not 0 < len(changes) <= MOST_WITH_COMMIT:
        return
    try:
        with savepoint():
            backend.prepare(*_state_of(changes))(db.session.connection())
            finish_changes(changes)
    except Exception as problem:  # noqa: BLE001 - whatever it is, nobody's save fails for it
        _log.warning("a save did not reach the search index yet: %r", problem)


def catch_up(backend: SearchBackend, most: int) -> bool:
    """Bring what is pending into the index, if that is little, and tell whether the index has everything now."""
    changes = find_changes("index", most + 1)
    if len(changes) > most:
        return False
    try:
        _take_in(backend, changes)
    except (SearchUnavailable, Unavailable) as problem:
        _log.info("what is pending stays so for now: %s", problem)
        return False
    return True


def tidy_index(backend: SearchBackend) -> None:
    """Let the index put its parts in order, which may take a while; never raises for the index' sake."""
    try:
        backend.tidy()
    except SearchUnavailable as problem:
        _log.info("the search index was not tidied: %s", problem)


def rebuild_index(backend: SearchBackend, tell: Callable[[int], None] = lambda _: None) -> int:
    """Make the index anew from the database beside the live one; returns its number of documents.

    `tell` is called with how many more of them were read.
    """
    changes = find_changes("index", limit=1_000_000)
    count = backend.rebuild(_counted(all_documents(), tell))
    with transaction():
        finish_changes(changes)
    return count


def _counted(documents: Iterable[SearchDocument], tell: Callable[[int], None]) -> Iterator[SearchDocument]:
    for number, document in enumerate(documents, 1):
        yield document
        if number % _TOLD_EVERY == 0:
            tell(_TOLD_EVERY)


def ensure_index(backend: SearchBackend, tell: Callable[[int], None] = lambda _: None) -> None:
    """Make the index anew where it is missing, damaged, or of an earlier version of the wiki."""
    try:
        backend.count()
    except SearchUnavailable as problem:
        if problem.needs_rebuild:
            rebuild_index(backend, tell)


def is_behind() -> bool:
    """Tell whether a save has not reached the index yet."""
    return has_changes("index")
