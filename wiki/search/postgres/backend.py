"""The backend: who reads and who writes, and when."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from threading import Lock
from typing import Any

import sqlalchemy
from psycopg import Connection, OperationalError
from sqlalchemy import Engine

from wiki.search.merging import ALIKE, FULL, to_merge
from wiki.search.postgres import locks
from wiki.search.postgres.connections import driver_connection, own_transaction, reading_connection
from wiki.search.postgres.failures import any_errors, database_errors
from wiki.search.postgres.merging import merge
from wiki.search.postgres.snapshots import Snapshot
from wiki.search.postgres.tables import make_empty, size_in_bytes
from wiki.search.postgres.writing import Draft, add_documents, add_segment, drafted, new_id
from wiki.search.reads import SegmentReads
from wiki.search.types import (
    SearchDocument,
)

# A save waits no longer for those who take segments away: they need milliseconds, or are busy for minutes.
SAVE_TIMEOUT = 0.2
# While an index is made, so many documents are held in memory before they are written.
DOCUMENTS_AT_ONCE = 500


class PostgresBackend(SegmentReads):
    """A `SearchBackend` in tables, and a `JoinsTransactions`.

    Threads take turns at searching, which costs little under the interpreter's own lock, on one connection a process.
    Who writes alone waits for the others at most `lock_timeout` seconds.
    """

    _process: int
    _lock: Lock
    _snapshot: Snapshot | None

    def __init__(self, engine: Engine, *, lock_timeout: float = 0.5) -> None:
        self._engine = engine
        self._lock_timeout = lock_timeout
        self._process, self._lock = os.getpid(), Lock()
        self._snapshot = None
        # What a fork copied is its parent's: it is neither used nor closed.
        self._of_parents: list[Snapshot | None] = []

    def update(self, documents: Iterable[SearchDocument], removed_page_ids: Iterable[int] = ()) -> None:
        new = {document.key: document for document in documents}
        replaced = {document.page_id for document in new.values()} | set(removed_page_ids)
        if not replaced:
            return
        with any_errors():
            draft = drafted(new.values())
            with self._writing() as connection:
                add_segment(connection, draft, replaced)

    def prepare(
        self, documents: Iterable[SearchDocument], removed_page_ids: Iterable[int] = ()
    ) -> Callable[[sqlalchemy.Connection], None]:
        new = {document.key: document for document in documents}
        replaced = {document.page_id for document in new.values()} | set(removed_page_ids)
        with any_errors():
            draft = drafted(new.values())

        def write(transaction: sqlalchemy.Connection) -> None:
            connection = driver_connection(transaction.connection)
            with any_errors():
                locks.take(connection, "beside others", timeout=SAVE_TIMEOUT)
                add_segment(connection, draft, replaced)

        return write

    def tidy(self) -> None:
        while self._merged():
            pass

    def _merged(self) -> bool:
        """Merge what is to be merged at once, if anything is; others may write before the next time."""
        with self._reading() as snapshot:
            live = [(segment_id, segment.live) for segment_id, segment in snapshot.by_id.items() if segment.size]
            only_removing = [segment_id for segment_id, segment in snapshot.by_id.items() if not segment.size]
        chosen = dict(live[place] for place in to_merge([bits.bit_count() for _, bits in live]))
        # Not counted with the others: both backends then merge at the same time, and weigh words alike.
        if chosen or len(only_removing) >= ALIKE:
            chosen |= dict.fromkeys(only_removing, 0)
        if not chosen:
            return False
        with any_errors(), own_transaction(self._engine) as connection:
            merge(connection, chosen, timeout=self._lock_timeout)
        return True

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        with self._writing() as connection:
            make_empty(connection)
            remaining = iter(documents)
            # All at once: until the transaction is over, everybody else sees what was before.
            return sum(_fill(connection, chain([first], islice(remaining, FULL - 1))) for first in remaining)

    def size_in_bytes(self) -> int:
        with database_errors(), own_transaction(self._engine) as connection:
            return size_in_bytes(connection)

    def close(self) -> None:
        self._leave_to_parent()
        with self._lock:
            snapshot, self._snapshot = self._snapshot, None
            if snapshot:
                snapshot.close()

    def prepare_to_fork(self) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Snapshot]:
        self._leave_to_parent()
        with self._lock, any_errors():
            earlier, self._snapshot = self._snapshot, None
            with _closed_if_it_fails(self._refreshed(earlier)) as snapshot:
                yield snapshot
                snapshot.end()
            self._snapshot = snapshot

    def _refreshed(self, earlier: Snapshot | None) -> Snapshot:
        if earlier:
            try:
                earlier.refresh()
            except OperationalError:
                # The server was started anew meanwhile, or a connection that nobody used was ended.
                earlier.close()
            else:
                return earlier
        snapshot = Snapshot(reading_connection(self._engine))
        with _closed_if_it_fails(snapshot):
            snapshot.refresh()
        return snapshot

    @contextmanager
    def _writing(self) -> Iterator[Connection[Any]]:
        with database_errors(), own_transaction(self._engine) as connection:
            locks.take(connection, "alone", timeout=self._lock_timeout)
            yield connection

    def _leave_to_parent(self) -> None:
        if self._process != os.getpid():
            self._of_parents.append(self._snapshot)
            self._process, self._lock = os.getpid(), Lock()
            self._snapshot = None


@contextmanager
def _closed_if_it_fails(snapshot: Snapshot) -> Iterator[Snapshot]:
    try:
        yield snapshot
    except BaseException:
        snapshot.close()
        raise


def _fill(connection: Connection[Any], documents: Iterable[SearchDocument]) -> int:
    draft = Draft(id=new_id())
    for document in documents:
        with any_errors():
            draft.add(document)
            if len(draft.documents) == DOCUMENTS_AT_ONCE:
                add_documents(connection, draft)
    add_segment(connection, draft)
    return len(draft.rows)
