"""The backend: who reads and who writes, and when."""

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from threading import Lock

from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex

from wiki.search.failures import as_unavailable
from wiki.search.folders import IndexFolders
from wiki.search.format import NUMBER
from wiki.search.merging import FULL, to_merge
from wiki.search.reads import SegmentReads
from wiki.search.segments import numbers_through
from wiki.search.types import (
    SearchDocument,
    SearchUnavailable,
)
from wiki.search.whoosh.snapshots import Snapshot
from wiki.search.whoosh.writing import INDEX_NAME, SCHEMA, add, merge, writing_to

FORMAT = f"whoosh{NUMBER}"
OPENING_TRIES = 5
OPENING_PAUSE = 0.02


class WhooshBackend(SegmentReads):
    """A `SearchBackend` in a folder of one host.

    Threads take turns at searching, which costs nothing under the interpreter's own lock. Writers of all
    processes take turns by a lock on a file, waiting at most `lock_timeout` seconds.
    """

    _process: int
    _lock: Lock
    _snapshot: Snapshot | None

    def __init__(self, root: Path, *, lock_timeout: float = 0.5) -> None:
        self._folders = IndexFolders(root, format_name=FORMAT)
        self._lock_timeout = lock_timeout
        self._process, self._lock = os.getpid(), Lock()
        self._snapshot = None

    def update(self, documents: Iterable[SearchDocument], removed_page_ids: Iterable[int] = ()) -> None:
        new = {document.key: document for document in documents}
        replaced = {document.page_id for document in new.values()} | set(removed_page_ids)
        if not replaced:
            return
        with self._writing():
            with self._reading() as snapshot:
                index, outdated = snapshot.index, numbers_through(snapshot.segments, replaced)
            with writing_to(index) as writer, as_unavailable():
                for number in outdated:
                    writer.delete_document(number)
                for document in new.values():
                    add(writer, document)

    def tidy(self) -> None:
        while self._merged():
            pass

    def _merged(self) -> bool:
        """Merge what is to be merged at once, if anything is; others may write before the next time."""
        with self._writing():
            with self._reading() as snapshot:
                index, sizes = snapshot.index, [segment.live.bit_count() for segment in snapshot.segments]
            # Counted as the policy counts them, without what was deleted: else nothing might be merged for ever.
            if not to_merge(sizes):
                return False
            with writing_to(index, merging=merge):
                return True

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        with self._writing():
            self._folders.sweep()
            folder = self._folders.create()
            try:
                count = _fill(folder, documents)
                with as_unavailable():
                    self._folders.make_live(folder)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            return count

    def size_in_bytes(self) -> int:
        with as_unavailable():
            return self._folders.size()

    def close(self) -> None:
        with self._lock:
            snapshot, self._snapshot = self._snapshot, None
            if snapshot:
                snapshot.close()

    def prepare_to_fork(self) -> None:
        """Keep all: files are mapped, which copies of a process share with what was read of them."""

    @contextmanager
    def _reading(self) -> Iterator[Snapshot]:
        if self._process != os.getpid():
            # A fork copied a lock that another thread may have held; a snapshot only while nobody used it, and so it is
            # good here, too: the child shares its memory.
            self._process, self._lock = os.getpid(), Lock()
        with self._lock, as_unavailable():
            snapshot, self._snapshot = self._refreshed(), None
            yield snapshot
            # put back only after success: what failed is opened anew
            self._snapshot = snapshot

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with ExitStack() as locked:
            with as_unavailable():
                locked.enter_context(self._folders.writing(timeout=self._lock_timeout))
            yield

    def _refreshed(self) -> Snapshot:
        earlier = self._snapshot
        for attempt in range(OPENING_TRIES):
            folder = self._folders.live()
            if folder is None:
                raise SearchUnavailable(
                    "There is no search index of this version yet: `search rebuild` makes it.", needs_rebuild=True
                )
            if earlier and earlier.is_current(folder):
                return earlier
            with suppress(FileNotFoundError, EmptyIndexError):
                snapshot = Snapshot(folder, earlier)
                if earlier:
                    earlier.close(but=snapshot.segments)
                return snapshot
            # a writer may have replaced the files that were about to be opened
            time.sleep(attempt * OPENING_PAUSE)
        raise SearchUnavailable("Files of the search index are missing.", needs_rebuild=True)


def _fill(folder: Path, documents: Iterable[SearchDocument]) -> int:
    with as_unavailable():
        index = FileIndex.create(FileStorage(str(folder)), SCHEMA, INDEX_NAME)
    count = 0
    remaining = iter(documents)
    for first in remaining:
        with writing_to(index) as writer:
            # a segment is held in memory until it is written
            for document in chain([first], islice(remaining, FULL - 1)):
                with as_unavailable():
                    add(writer, document)
                count += 1
    return count
