"""What Whoosh keeps of a document, and how it writes it."""

import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Format
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE, SegmentWriter

from wiki.search.failures import as_unavailable
from wiki.search.hits import stored_form
from wiki.search.merging import to_merge
from wiki.search.packing import unpacked
from wiki.search.postings import PostingPool
from wiki.search.segments import TermField, row
from wiki.search.terms import document_terms
from wiki.search.types import SearchDocument

INDEX_NAME = "pages"


class _Packed(Format):  # type: ignore[misc] # Whoosh is untyped
    """Postings whose payload is all that counts: the documents of a word, see `wiki.search.packing`."""

    posting_size = -1


FORMAT_OF_POSTINGS = _Packed()


class Terms(FieldType):  # type: ignore[misc] # see above
    """A field whose postings we write ourselves: a hundred thousand calls fewer a thousand documents."""

    def __init__(self) -> None:
        super().__init__(FORMAT_OF_POSTINGS, None)


TERM_FIELDS: tuple[TermField, ...] = ("stems", "words", "titles")
SCHEMA = Schema(
    **{name: Terms() for name in TERM_FIELDS},
    row=COLUMN(VarBytesColumn()),
    sequence=COLUMN(VarBytesColumn()),
    stored=STORED(),
)


def codec() -> W3Codec:
    """Without field lengths, for the rows have them, and without compression, for the postings are packed."""
    made = W3Codec(compression=0)
    made.length_stats = False
    return made


def merge(writer: SegmentWriter, segments: list[W3Segment]) -> list[W3Segment]:
    """A merge policy as Whoosh calls it; its own rewrites all small segments on every fifth commit."""
    merged = [segments[place] for place in to_merge([segment.doc_count() for segment in segments])]
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        terms = terms_of(reader)
        writer.add_postings_to_pool = partial(_take_over, writer.pool, terms)
        writer.add_reader(reader)
        terms.close()
        reader.close()
    return [segment for segment in segments if segment not in merged]


def terms_of(reader: SegmentReader) -> Any:
    """The postings of a segment as they were written; Whoosh's reader would look for deleted documents in them."""
    return reader.codec().terms_reader(reader.storage(), reader.segment())


def _take_over(pool: PostingPool, terms: Any, _reader: SegmentReader, start: int, moved: dict[int, int] | None) -> None:
    for field, word in terms.terms():
        numbers, counts = unpacked(terms.matcher(field, word, FORMAT_OF_POSTINGS).value())
        if moved is None:
            pool.take_over(field, word.decode(), [start + number for number in numbers], counts)
            continue
        live = [(moved[number], count) for number, count in zip(numbers, counts, strict=True) if number in moved]
        if live:
            pool.take_over(field, word.decode(), *zip(*live, strict=True))


def add(writer: SegmentWriter, document: SearchDocument) -> None:
    """Add a document to what the writer will commit."""
    terms = document_terms(document)
    for field in TERM_FIELDS:
        writer.pool.take(field, writer.docnum, getattr(terms, field))
    writer.add_document(
        row=json.dumps(row(document, terms)).encode(),
        sequence=zlib.compress(terms.sequence.encode(), 1),
        stored=stored_form(document),
    )


@contextmanager
def writing_to(index: FileIndex, *, merging: Callable[..., list[W3Segment]] = NO_MERGE) -> Iterator[Any]:
    """A writer that commits at the end of the block, or lets go of everything if that fails."""
    with as_unavailable():
        writer = index.writer(codec=codec())
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
