"""What Whoosh keeps of a document, and how it writes it."""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Existence
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE, SegmentWriter

from wiki.search.failures import as_unavailable
from wiki.search.hits import stored_form
from wiki.search.merging import to_merge
from wiki.search.postings import PostingPool
from wiki.search.segments import row
from wiki.search.terms import document_terms
from wiki.search.types import SearchDocument

INDEX_NAME = "pages"


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


def merge(writer: SegmentWriter, segments: list[W3Segment]) -> list[W3Segment]:
    """A merge policy as Whoosh calls it; its own rewrites all small segments on every fifth commit."""
    merged = [segments[place] for place in to_merge([segment.doc_count() for segment in segments])]
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in merged]


def fields_of(document: SearchDocument) -> dict[str, Any]:
    terms = document_terms(document)
    return {
        "stems": terms.stems,
        "words": terms.words,
        "titles": terms.titles,
        "row": json.dumps(row(document, terms)).encode(),
        "sequence": zlib.compress(terms.sequence.encode(), 1),
        "stored": stored_form(document),
    }


@contextmanager
def writing_to(index: FileIndex, *, merging: Callable[..., list[W3Segment]] = NO_MERGE) -> Iterator[Any]:
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
