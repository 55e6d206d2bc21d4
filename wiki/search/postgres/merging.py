"""Many small segments become one, while others search and save.

Nearly all the work is done beside the saves. Only for the exchange at the end are they kept waiting, for
milliseconds; what they removed since the merge began is then removed from the new segment, too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from psycopg import Connection

from wiki.search.bitsets import members
from wiki.search.joining import JoinedPostings
from wiki.search.postgres import locks
from wiki.search.postgres.blocks import blocks, items
from wiki.search.postgres.packed import pack_rows, row_lines
from wiki.search.postgres.tables import statement
from wiki.search.postgres.writing import add_blocks, first_keys, new_id
from wiki.search.types import Busy

_ROWS = statement("SELECT rows FROM {index}.segments WHERE id = %s")
_BLOCKS = statement("SELECT keys, values FROM {index}.blocks WHERE segment_id = %s ORDER BY number")
_COPY = statement("""INSERT INTO {index}.documents (segment_id, number, page_id, stored, sequence)
SELECT %b, moved.new, page_id, stored, sequence FROM {index}.documents
JOIN unnest(%b::integer[], %b::integer[]) AS moved (old, new) ON number = moved.old WHERE segment_id = %b""")
_REMOVED = statement("SELECT id, removed_segments, removed_numbers FROM {index}.segments")
_LATE = statement("DELETE FROM {index}.documents WHERE segment_id = %b AND number = ANY(%b::integer[])")
_ADD = statement("INSERT INTO {index}.segments VALUES (%b, %b, %b, %b::bigint[], %b::integer[])")
_DROP = [
    statement("DELETE FROM {index}.segments WHERE id = ANY(%b::bigint[])"),
    statement("DELETE FROM {index}.blocks WHERE segment_id = ANY(%b::bigint[])"),
    statement("DELETE FROM {index}.documents WHERE segment_id = ANY(%b::bigint[])"),
]

Place = tuple[int, int]


@dataclass(kw_only=True, slots=True)
class _Merged:
    """The new segment, and where in it each document went: by segment, then by number."""

    id: int
    rows: list[bytes] = field(default_factory=list)
    moved: dict[int, dict[int, int]] = field(default_factory=dict)
    pool: JoinedPostings = field(default_factory=JoinedPostings)
    first_keys: bytes = b""


def merge(connection: Connection[Any], chosen: Mapping[int, int], *, timeout: float) -> None:
    """Put one segment in the place of the chosen ones, of each of which is given what is live.

    Part of the caller's transaction. Raises `Busy` where somebody else merges, or writes alone.
    """
    locks.take(connection, "merging", timeout=0)
    merged = _Merged(id=new_id())
    for segment, live in chosen.items():
        _take_over(connection, merged, segment, live)
    made = list(blocks(merged.pool.iter_postings()))
    merged.first_keys = first_keys(made)
    add_blocks(connection, merged.id, made)
    locks.take(connection, "alone", timeout=timeout)
    _exchange(connection, merged)


def _take_over(connection: Connection[Any], merged: _Merged, segment: int, live: int) -> None:
    found = connection.execute(_ROWS, (segment,), binary=True).fetchone()
    if found is None:
        raise Busy("A segment of the search index is merged already.")
    lines, numbers = row_lines(found[0]), list(members(live))
    first = len(merged.rows)
    moved = merged.moved[segment] = {number: first + place for place, number in enumerate(numbers)}
    merged.rows += [lines[number] for number in numbers]
    stored = connection.execute(_BLOCKS, (segment,), binary=True)
    words = chain.from_iterable(items(keys, values) for keys, values in stored)
    merged.pool.take_over(words, first, None if len(numbers) == len(lines) else moved)
    connection.execute(_COPY, (merged.id, numbers, [moved[number] for number in numbers], segment))


def _exchange(connection: Connection[Any], merged: _Merged) -> None:
    removals = connection.execute(_REMOVED, binary=True).fetchall()
    there = {segment for segment, _, _ in removals}
    if not there.issuperset(merged.moved):
        raise Busy("A segment of the search index is merged already.")
    removed = list(_removed(merged, removals, there))
    late = [number for segment, number in removed if segment == merged.id]
    connection.execute(_LATE, (merged.id, late))
    if merged.rows or removed:
        of, numbers = [segment for segment, _ in removed], [number for _, number in removed]
        connection.execute(_ADD, (merged.id, pack_rows(merged.rows), merged.first_keys, of, numbers))
    for drop in _DROP:
        connection.execute(drop, (list(merged.moved),))


def _removed(merged: _Merged, removals: Sequence[tuple[int, list[int], list[int]]], there: set[int]) -> set[Place]:
    """Return what the merged segments removed from others, and what was removed from them since they were read."""
    found: set[Place] = set()
    for by, segments, numbers in removals:
        for segment, number in zip(segments, numbers, strict=True):
            if segment in merged.moved:
                if number in merged.moved[segment]:
                    found.add((merged.id, merged.moved[segment][number]))
            elif by in merged.moved and segment in there:
                found.add((segment, number))
    return found
