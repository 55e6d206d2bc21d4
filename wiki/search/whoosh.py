"""The embedded backend: Whoosh keeps and merges the postings, the ranking over them is ours.

Its own matchers cost ten times as much a posting, and its `AsyncWriter` loses documents. So it does here what
it does well: segments on disk, commits in one step, merging. Every file is disposable.
"""

import json
import os
import shutil
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence
from whoosh.index import TOC, EmptyIndexError, FileIndex
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.writing import SegmentWriter

from wiki.search.answers import answer
from wiki.search.bitsets import bitset, members
from wiki.search.failures import as_unavailable
from wiki.search.folders import IndexFolders
from wiki.search.hits import Stored, stored_form
from wiki.search.merging import LARGE, to_merge
from wiki.search.postings import PostingPool
from wiki.search.segments import Row, Segment, TermField, numbers_through, row, tune
from wiki.search.terms import document_terms
from wiki.search.types import SearchDocument, SearchQuery, SearchResults, SearchUnavailable

# To be raised when the schema, the analysis or the weights change: an older index then counts as missing.
FORMAT = "whoosh1"
OPENING_TRIES = 5
OPENING_PAUSE = 0.02
_INDEX_NAME = "pages"


class Terms(FieldType):  # type: ignore[misc] # Whoosh is untyped
    """A field that takes terms ready made: a mapping from each to its weighted count."""

    def __init__(self) -> None:
        super().__init__(Existence(), None)

    def index(self, value: Mapping[str, float], **_: Any) -> list[tuple[bytes, int, float, bytes]]:
        return [(term.encode(), 1, count, b"") for term, count in value.items()]


SCHEMA = Schema(
    stems=Terms(),
    words=Terms(),
    titles=Terms(),
    row=COLUMN(VarBytesColumn()),
    sequence=COLUMN(VarBytesColumn()),
    stored=STORED(),
)


def _codec() -> W3Codec:
    """Without field lengths: the rows have them, and looking for missing ones costs a file access a posting."""
    codec = W3Codec()
    codec.length_stats = False
    return codec


def _keep(_writer: SegmentWriter, segments: list[W3Segment]) -> list[W3Segment]:
    """A merge policy as Whoosh calls it: whoever writes a few documents waits for no merge."""
    return segments


def _merge(writer: SegmentWriter, segments: list[W3Segment]) -> list[W3Segment]:
    """Another one; Whoosh's own rewrites all small segments on every fifth commit."""
    merged = [segments[place] for place in to_merge([segment.doc_count() for segment in segments])]
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in merged]


def _fields(document: SearchDocument) -> dict[str, Any]:
    terms = document_terms(document)
    return {
        "stems": terms.stems,
        "words": terms.words,
        "titles": terms.titles,
        "row": json.dumps(row(document, terms)).encode(),
        "sequence": zlib.compress(terms.sequence.encode(), 1),
        "stored": stored_form(document),
    }


class _Reading:
    """The `Source` of a segment: its open files."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        self._sequences = reader.column_reader("sequence", translate=False)

    def rows(self) -> Iterator[Row]:
        return (Row(*json.loads(raw)) for raw in self._reader.column_reader("row", translate=False))

    def postings(self, field: TermField, term: str) -> tuple[Sequence[int], Sequence[float]]:
        numbers: list[int] = []
        counts: list[float] = []
        with suppress(TermNotFound):
            matcher = self._reader.postings(field, term.encode())
            while matcher.is_active():
                numbers.append(matcher.id())
                counts.append(matcher.weight())
                matcher.next()
        return numbers, counts

    def sequence(self, number: int) -> str:
        return zlib.decompress(self._sequences[number]).decode()

    def stored(self, number: int) -> Stored:
        return self._reader.stored_fields(number)["stored"]  # type: ignore[no-any-return]

    def close(self) -> None:
        self._reader.close()


class _Snapshot:
    """The segments of one commit. Those that an earlier snapshot has read are taken over from it."""

    def __init__(self, folder: Path, earlier: "_Snapshot | None") -> None:
        self.folder = folder
        storage = FileStorage(str(folder))
        self.index = FileIndex(storage, SCHEMA, _INDEX_NAME)
        toc = TOC.read(storage, _INDEX_NAME, schema=SCHEMA)
        self._generation = toc.generation
        known = earlier.by_name if earlier and earlier.folder == folder else {}
        self.by_name: dict[str, Segment] = {}
        for stored in toc.segments:
            name = stored.segment_id()
            segment = known.get(name) or Segment(_Reading(SegmentReader(storage, SCHEMA, stored)))
            segment.live = segment.everything & ~bitset(stored.deleted_docs(), segment.size)
            self.by_name[name] = segment
        tune(self.segments)

    @property
    def segments(self) -> Sequence[Segment]:
        """In the order in which Whoosh numbers documents through."""
        return tuple(self.by_name.values())

    def is_current(self, folder: Path) -> bool:
        return self.folder == folder and self.index.latest_generation() == self._generation

    def close(self, *, but: Iterable[Segment] = ()) -> None:
        for segment in self.segments:
            if segment not in but:
                segment.source.close()


class WhooshBackend:
    """A `SearchBackend` in a folder of one host.

    Threads take turns at searching, which costs nothing under the interpreter's own lock. Writers of all
    processes take turns by a lock on a file, waiting at most `lock_timeout` seconds.
    """

    _process: int
    _lock: Lock
    _snapshot: _Snapshot | None

    def __init__(self, root: Path, *, lock_timeout: float = 0.5) -> None:
        self._folders = IndexFolders(root, format_name=FORMAT)
        self._lock_timeout = lock_timeout
        self._start_anew()

    def search(self, query: SearchQuery) -> SearchResults:
        with self._reading() as snapshot:
            return answer(snapshot.segments, query)

    def update(self, documents: Iterable[SearchDocument], removed_page_ids: Iterable[int] = ()) -> None:
        new = {document.key: document for document in documents}
        replaced = {document.page_id for document in new.values()} | set(removed_page_ids)
        if not replaced:
            return
        with self._writing():
            with self._reading() as snapshot:
                index, outdated = snapshot.index, numbers_through(snapshot.segments, replaced)
            with _writer(index) as writer, as_unavailable():
                for number in outdated:
                    writer.delete_document(number)
                for document in new.values():
                    writer.add_document(**_fields(document))

    def tidy(self) -> None:
        with self._writing():
            with self._reading() as snapshot:
                index, sizes = snapshot.index, [segment.size for segment in snapshot.segments]
            if to_merge(sizes):
                with _writer(index, merging=_merge), as_unavailable():
                    pass

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

    def count(self) -> int:
        with self._reading() as snapshot:
            return sum(segment.live.bit_count() for segment in snapshot.segments)

    def versions(self) -> Mapping[int, Mapping[str, datetime]]:
        found: dict[int, dict[str, datetime]] = {}
        with self._reading() as snapshot:
            for segment in snapshot.segments:
                rows = list(segment.source.rows())
                for each in (rows[number] for number in members(segment.live)):
                    keys = found.setdefault(each.page_id, {})
                    keys[each.key] = datetime.fromtimestamp(each.updated_at, UTC)
        return found

    def close(self) -> None:
        with self._lock:
            if self._snapshot:
                self._snapshot.close()
            self._snapshot = None

    @contextmanager
    def _reading(self) -> Iterator[_Snapshot]:
        if self._process != os.getpid():
            # a fork copied a lock that another thread may have held
            self._start_anew()
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

    def _refreshed(self) -> _Snapshot:
        earlier = self._snapshot
        for attempt in range(OPENING_TRIES):
            folder = self._folders.live()
            if folder is None:
                raise SearchUnavailable("There is no search index yet.", needs_rebuild=True)
            if earlier and earlier.is_current(folder):
                return earlier
            with suppress(FileNotFoundError, EmptyIndexError):
                snapshot = _Snapshot(folder, earlier)
                if earlier:
                    earlier.close(but=snapshot.segments)
                return snapshot
            # a writer may have replaced the files that were about to be opened
            time.sleep(attempt * OPENING_PAUSE)
        raise SearchUnavailable("Files of the search index are missing.", needs_rebuild=True)

    def _start_anew(self) -> None:
        self._process = os.getpid()
        self._lock = Lock()
        self._snapshot = None


def _fill(folder: Path, documents: Iterable[SearchDocument]) -> int:
    with as_unavailable():
        index = FileIndex.create(FileStorage(str(folder)), SCHEMA, _INDEX_NAME)
    count = 0
    remaining = iter(documents)
    for first in remaining:
        with _writer(index) as writer:
            # a segment is held in memory until it is written
            for document in chain([first], islice(remaining, LARGE - 1)):
                with as_unavailable():
                    writer.add_document(**_fields(document))
                count += 1
    return count


@contextmanager
def _writer(index: FileIndex, *, merging: Callable[..., list[W3Segment]] = _keep) -> Iterator[Any]:
    """A writer that commits at the end of the block, or lets go of everything if that fails."""
    with as_unavailable():
        writer = index.writer(codec=_codec())
        writer.pool = PostingPool()
    try:
        yield writer
        with as_unavailable():
            writer.commit(mergetype=merging)
    except BaseException:
        # Whoosh keeps its lock when a commit fails, and may fail to cancel too
        with suppress(Exception):
            writer.cancel()
        with suppress(Exception):
            writer.writelock.release()
        raise
