"""What is read of an index: the segments of one moment, the tables of which stay in memory."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from psycopg import Connection

from wiki.search.bitsets import bitset
from wiki.search.packing import unpacked
from wiki.search.postgres.packed import unpack_rows
from wiki.search.postgres.store import Place, Store
from wiki.search.postgres.tables import statement
from wiki.search.postings import key_of
from wiki.search.rows import Row
from wiki.search.segments import Segment, TermField, tune
from wiki.search.stored import Repeated, Stored

_IDS = statement("SELECT id FROM {index}.segments")
_SEGMENTS = statement("""SELECT id, rows, first_keys, removed_segments, removed_numbers
FROM {index}.segments WHERE id = ANY(%b::bigint[])""")
# Behind every text of UTF-8.
_LAST = b"\xff"


class _Reading:
    """The `Source` of a segment."""

    def __init__(self, store: Store, segment: int, rows: bytes, first_keys: Sequence[bytes]) -> None:
        self._store, self._segment, self._first_keys = store, segment, first_keys
        self._rows: bytes | None = rows

    def rows(self) -> Iterator[Row]:
        # At first they were fetched with the segment; they are not kept.
        rows, self._rows = self._rows, None
        return unpack_rows(self._store.rows(self._segment) if rows is None else rows)

    def postings(self, field: TermField, term: str) -> tuple[Sequence[int], Sequence[float]]:
        key = key_of(field, term)
        if (place := self._place(key)) is None:
            return (), ()
        packed = self._store.postings(place, key)
        return unpacked(packed) if packed else ((), ())

    def terms(self, field: TermField, beginning: str) -> Iterator[tuple[str, int]]:
        skipped, key = len(key_of(field, "")), key_of(field, beginning)
        last = key + _LAST
        for keys in self._store.keys_between(self.places_between(key, last), key, last):
            for word, size in keys.starting(key):
                yield word[skipped:].decode(), size

    def commonness(self, field: TermField, term: str) -> int:
        key = key_of(field, term)
        if (place := self._place(key)) is None:
            return 0
        start, end = self._store.keys(place, key).span(key)
        return end - start

    def sequences(self, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
        return self._store.sequences(self._segment, numbers)

    def stored(self, number: int) -> Stored:
        return self._store.stored((self._segment, number))

    def repeated(self, number: int) -> Repeated:
        return self._store.repeated((self._segment, number))

    def expect(self, terms: Iterable[tuple[TermField, str]]) -> None:
        for field, term in terms:
            key = key_of(field, term)
            if (place := self._place(key)) is not None:
                self._store.expect(place, key)

    def expect_commonness(self, terms: Iterable[tuple[TermField, str]]) -> None:
        self._store.expect_keys(filter(None, (self._place(key_of(field, term)) for field, term in terms)))

    def expect_stored(self, numbers: Iterable[int]) -> None:
        self._store.expect_stored((self._segment, number) for number in numbers)

    def close(self) -> None:
        """Nothing is open but the connection, which is all segments'."""

    def _place(self, key: bytes) -> Place | None:
        """Return the block in which a word stands if it stands anywhere."""
        number = bisect_right(self._first_keys, key) - 1
        return (self._segment, number) if number >= 0 else None

    def places_between(self, first: bytes, last: bytes) -> list[Place]:
        """Return the blocks in which words from the first to the last may stand."""
        begin = max(0, bisect_right(self._first_keys, first) - 1)
        return [(self._segment, number) for number in range(begin, bisect_right(self._first_keys, last))]


class Snapshot:
    """The segments as the transaction of a search sees them; each is read once."""

    def __init__(self, connection: Connection[Any]) -> None:
        self.store = Store(connection, self._places_between)
        self.by_id: dict[int, Segment] = {}
        self._readings: dict[int, _Reading] = {}

    @property
    def segments(self) -> Sequence[Segment]:
        return tuple(self.by_id.values())

    def refresh(self) -> None:
        """Take in what was written since."""
        self.store.begin()
        there = {segment_id for (segment_id,) in self.store.connection.execute(_IDS, binary=True)}
        if there == self.by_id.keys():
            return
        new = there - self.by_id.keys()
        for segment_id in self.by_id.keys() - there:
            del self.by_id[segment_id], self._readings[segment_id]
        removed: dict[int, list[int]] = {}
        for row in self.store.connection.execute(_SEGMENTS, (list(new),), binary=True).fetchall():
            segment_id, rows, first_keys, removed_segments, removed_numbers = row
            first = first_keys.split(b"\n") if first_keys else []
            reading = self._readings[segment_id] = _Reading(self.store, segment_id, rows, first)
            self.by_id[segment_id] = Segment(reading)
            for removed_of, number in zip(removed_segments, removed_numbers, strict=True):
                removed.setdefault(removed_of, []).append(number)
        # Once removed a document stays so, whoever merges the segments.
        for segment_id in removed.keys() & self.by_id.keys():
            segment = self.by_id[segment_id]
            segment.live &= ~bitset(removed[segment_id], segment.size)
        tune(self.segments)

    def _places_between(self, first: bytes, last: bytes) -> list[Place]:
        return [place for reading in self._readings.values() for place in reading.places_between(first, last)]

    def end(self) -> None:
        """End the transaction; the next refresh begins another."""
        self.store.connection.rollback()

    def close(self) -> None:
        self.store.connection.close()
