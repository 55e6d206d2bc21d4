"""Adding a segment: what was made of documents, and which documents it takes the place of."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from psycopg import Connection

from wiki.search.postgres.blocks import Block, blocks
from wiki.search.postgres.packed import pack_rows, pack_text, row_line
from wiki.search.postgres.tables import statement
from wiki.search.postings import PostingPool
from wiki.search.rows import row
from wiki.search.segments import TERM_FIELDS
from wiki.search.stored import as_text, stored_form
from wiki.search.terms import document_terms
from wiki.search.types import SearchDocument

# What was removed by earlier segments is no more among the documents.
_ADD = statement("""WITH gone AS (
    DELETE FROM {index}.documents WHERE page_id = ANY(%b::bigint[]) RETURNING segment_id, number
)
INSERT INTO {index}.segments (id, rows, first_keys, removed_segments, removed_numbers)
SELECT %b, %b, %b, coalesce(array_agg(segment_id), '{{}}'), coalesce(array_agg(number), '{{}}') FROM gone
HAVING %b OR count(*) > 0""")
_ADD_BLOCKS = statement("INSERT INTO {index}.blocks (segment_id, number, keys, values) VALUES (%b, %b, %b, %b)")
_ADD_DOCUMENTS = statement("""INSERT INTO {index}.documents (segment_id, number, page_id, stored, sequence)
VALUES (%b, %b, %b, %b, %b)""")
_ID_BITS = 62


@dataclass(kw_only=True, slots=True)
class Draft:
    """A segment that is being made, in memory."""

    id: int
    rows: list[bytes] = field(default_factory=list)
    documents: list[tuple[int | bytes, ...]] = field(default_factory=list)
    """Those that are not written yet, each as its row."""
    pool: PostingPool = field(default_factory=PostingPool)

    def add(self, document: SearchDocument) -> None:
        terms, number = document_terms(document), len(self.rows)
        for name in TERM_FIELDS:
            self.pool.take(name, number, getattr(terms, name))
        self.rows.append(row_line(row(document, terms)))
        texts = as_text(stored_form(document), terms.repeated), terms.sequence
        self.documents.append((self.id, number, document.page_id, *map(pack_text, texts)))


def drafted(documents: Iterable[SearchDocument]) -> Draft:
    """Return a segment of these documents."""
    draft = Draft(id=new_id())
    for document in documents:
        draft.add(document)
    return draft


def new_id() -> int:
    """Return a number that no segment has or had: who keeps one in memory never takes another for it."""
    return secrets.randbits(_ID_BITS)


def add_segment(connection: Connection[Any], draft: Draft, replaced: Iterable[int] = ()) -> None:
    """Write a segment in the place of all documents of the replaced pages."""
    made = list(blocks(draft.pool.iter_postings()))
    values = draft.id, pack_rows(draft.rows), first_keys(made)
    connection.execute(_ADD, (list(replaced), *values, bool(draft.rows)))
    add_documents(connection, draft)
    add_blocks(connection, draft.id, made)


def add_documents(connection: Connection[Any], draft: Draft) -> None:
    """Write the documents of a segment so far, and let go of them."""
    connection.cursor().executemany(_ADD_DOCUMENTS, draft.documents)
    draft.documents.clear()


def add_blocks(connection: Connection[Any], segment_id: int, made: Sequence[Block]) -> None:
    """Write the words of a segment."""
    connection.cursor().executemany(_ADD_BLOCKS, _numbered(segment_id, made))


def first_keys(made: Sequence[Block]) -> bytes:
    """Return the first words of blocks, as a segment holds them."""
    return b"\n".join(block.first for block in made)


def _numbered(segment_id: int, made: Sequence[Block]) -> Iterator[tuple[int, int, bytes, bytes]]:
    return ((segment_id, number, block.keys, block.values) for number, block in enumerate(made))
