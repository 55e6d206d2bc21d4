"""What Whoosh keeps of a document, and how it writes it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from whoosh.codec.whoosh3 import W3Segment
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE, SegmentWriter

from wiki.search.failures import as_unavailable
from wiki.search.joining import JoinedPostings
from wiki.search.merging import to_merge
from wiki.search.postings import PostingPool
from wiki.search.rows import row
from wiki.search.segments import TERM_FIELDS
from wiki.search.stored import as_bytes, as_text, stored_form
from wiki.search.terms import document_terms
from wiki.search.types import SearchDocument
from wiki.search.whoosh.codec import MappedStorage, PackedCodec
from wiki.search.whoosh.sequences import pack_sequence
from wiki.search.wordfile import Words

INDEX_NAME = "pages"

_COLUMNS = "row", "sequence", "stored"
SCHEMA = Schema(**{name: COLUMN(VarBytesColumn()) for name in _COLUMNS})
CODEC = PackedCodec()


def merge(writer: SegmentWriter, segments: list[W3Segment]) -> list[W3Segment]:
    """A merge policy as Whoosh calls it; its own rewrites all small segments on every fifth commit."""
    merged = [segments[place] for place in to_merge([segment.doc_count() for segment in segments])]
    writer.pool = JoinedPostings()
    for segment in merged:
        reader, words = reading(writer.storage, segment)
        writer.add_postings_to_pool = partial(_take_over, writer.pool, words)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in merged]


def reading(storage: FileStorage, segment: W3Segment) -> tuple[SegmentReader, Words]:
    """Open a segment: its documents as Whoosh reads them, its words as we do."""
    mapped = MappedStorage(storage.folder)
    return SegmentReader(mapped, SCHEMA, segment, codec=CODEC), CODEC.terms_reader(mapped, segment).words


def _take_over(
    pool: JoinedPostings, words: Words, _reader: SegmentReader, start: int, moved: dict[int, int] | None
) -> None:
    pool.take_over(words.items(), start, moved)


def add(writer: SegmentWriter, document: SearchDocument) -> None:
    """Add a document to what the writer will commit."""
    terms = document_terms(document)
    for field in TERM_FIELDS:
        writer.pool.take(field, writer.docnum, getattr(terms, field))
    # Twenty are read for a page of results: to unpack them would take a tenth of its time.
    stored = as_bytes(as_text(stored_form(document), terms.repeated))
    writer.add_document(
        row=json.dumps(row(document, terms)).encode(),
        sequence=pack_sequence(terms.sequence, stored),
        stored=stored,
    )


@contextmanager
def writing_to(index: FileIndex, *, merging: Callable[..., list[W3Segment]] = NO_MERGE) -> Iterator[Any]:
    """A writer that commits at the end of the block, or lets go of everything if that fails."""
    with as_unavailable():
        # In files of their own, which are mapped: out of one file for all Whoosh copies each into memory.
        writer = index.writer(codec=CODEC, compound=False)
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
