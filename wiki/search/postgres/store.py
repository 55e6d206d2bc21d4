"""What is fetched of the index while it is searched: as seldom as can be, and some of it kept."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from psycopg import Connection
from psycopg.rows import TupleRow

from wiki.search.postgres.blocks import Keys
from wiki.search.postgres.kept import Kept
from wiki.search.postgres.packed import unpack_text
from wiki.search.postgres.tables import statement
from wiki.search.stored import Repeated, Stored, from_text, repeated_in

T = TypeVar("T")
Place = tuple[int, int]
"""A segment, and the number of a block or a document in it."""
PlacesBetween = Callable[[bytes, bytes], Iterable[Place]]
"""Of all segments the blocks in which words from the first to the last may stand."""

# In bytes, in each process, beside what one search needs.
MOST_KEYS, MOST_STORED = 16_000_000, 4_000_000
SEQUENCES_AT_ONCE = 200
_AT = """ FROM unnest(%b::bigint[], %b::integer[]) AS wanted (segment_id, number)
JOIN {index}.{table} AS found USING (segment_id, number)"""
_KEYS = statement("SELECT segment_id, number, keys" + _AT, table="blocks")
# Of a common word's neighbours nothing is read: what is stored unpacked can be cut by the server.
_POSTINGS = statement("""SELECT segment_id, number, start, substr(values, start + 1, length)
FROM unnest(%b::bigint[], %b::integer[], %b::integer[], %b::integer[]) AS wanted (segment_id, number, start, length)
JOIN {index}.blocks USING (segment_id, number)""")
_STORED = statement("SELECT segment_id, number, stored" + _AT, table="documents")
_SEQUENCES = statement("SELECT number, sequence" + _AT + " ORDER BY number", table="documents")
_ROWS = statement("SELECT rows FROM {index}.segments WHERE id = %s")


class Store:
    """Not safe between threads. `connection` is in the transaction of one search at a time.

    What is asked of one segment is asked of the others next, so it is fetched of all at once.
    """

    def __init__(self, connection: Connection[Any], places_between: PlacesBetween) -> None:
        self.connection = connection
        self._places_between = places_between
        self._keys: Kept[Place, Keys] = Kept(MOST_KEYS)
        # As text: taken apart they are dozens of objects each, which the collector of garbage would go through.
        self._stored: Kept[Place, str] = Kept(MOST_STORED)
        self._expected: dict[Place, set[bytes]] = {}
        self._expected_keys: set[Place] = set()
        self._expected_documents: set[Place] = set()
        self._postings: dict[tuple[Place, bytes], bytes] = {}

    def begin(self) -> None:
        """Another search begins: what the one before expected may be gone, and what it needed is only partly kept."""
        self._expected.clear()
        self._expected_keys.clear()
        self._expected_documents.clear()
        self._postings.clear()
        self._keys.trim()
        self._stored.trim()

    def expect(self, place: Place, key: bytes) -> None:
        """The postings of a word of a block are asked for next."""
        self._expected.setdefault(place, set()).add(key)

    def expect_keys(self, places: Iterable[Place]) -> None:
        """The words of these blocks are asked for next."""
        self._expected_keys.update(places)

    def expect_stored(self, places: Iterable[Place]) -> None:
        """What is stored of these documents is asked for next."""
        self._expected_documents.update(places)

    def keys(self, place: Place, key: bytes) -> Keys:
        """Return the words of the block in which a word stands if it stands anywhere in the segment."""
        if (known := self._keys.get(place)) is None:
            self._fetch_keys({*self._places_between(key, key), *self._expected, *self._expected_keys})
            known = self._keys.get(place)
        return _there(known)

    def keys_between(self, places: Iterable[Place], first: bytes, last: bytes) -> Iterator[Keys]:
        """Yield the words of the blocks of a segment in which words from the first to the last may stand."""
        for place in places:
            if (known := self._keys.get(place)) is None:
                self._fetch_keys(set(self._places_between(first, last)))
                known = self._keys.get(place)
            yield _there(known)

    def postings(self, place: Place, key: bytes) -> bytes:
        """Return the packed postings of a word of a block; nothing if it is not there."""
        if (known := self._postings.get((place, key))) is None:
            self.expect(place, key)
            self._fetch_postings()
            known = self._postings.get((place, key))
        return _there(known)

    def stored(self, place: Place) -> Stored:
        """Return what is stored of a document."""
        return from_text(self._text(place))

    def repeated(self, place: Place) -> Repeated:
        """Return what a document says most."""
        return repeated_in(self._text(place))

    def sequences(self, segment: int, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Yield the words in order of each of these documents of a segment."""
        left = iter(numbers)
        while some := list(islice(left, SEQUENCES_AT_ONCE)):
            for number, sequence in self._at(_SEQUENCES, [(segment, number) for number in some]):
                yield number, unpack_text(sequence)

    def rows(self, segment: int) -> bytes:
        """Return the packed rows of a segment."""
        (rows,) = _there(self.connection.execute(_ROWS, (segment,), binary=True).fetchone())
        return bytes(rows)

    def _text(self, place: Place) -> str:
        if (known := self._stored.get(place)) is None:
            self._fetch_stored({place, *self._expected_documents})
            known = self._stored.get(place)
        return _there(known)

    def _fetch_keys(self, places: Iterable[Place]) -> None:
        for segment, number, data in self._at(_KEYS, [place for place in places if place not in self._keys]):
            keys = Keys(data)
            self._keys.put((segment, number), keys, len(keys))

    def _fetch_postings(self) -> None:
        expected, self._expected = self._expected, {}
        self._fetch_keys(expected)
        wanted: dict[tuple[int, int, int], tuple[tuple[Place, bytes], int]] = {}
        for place, words in expected.items():
            keys = _there(self._keys.get(place))
            for key in words:
                start, end = keys.span(key)
                if end > start:
                    wanted[*place, start] = (place, key), end - start
                else:
                    self._postings[place, key] = b""
        if not wanted:
            return
        columns = zip(*((*found, length) for found, (_, length) in wanted.items()), strict=True)
        rows = self.connection.execute(_POSTINGS, list(map(list, columns)), binary=True)
        self._postings.update((wanted[segment, number, start][0], data) for segment, number, start, data in rows)

    def _fetch_stored(self, places: Iterable[Place]) -> None:
        self._expected_documents.clear()
        for segment, number, data in self._at(_STORED, [place for place in places if place not in self._stored]):
            text = unpack_text(data)
            self._stored.put((segment, number), text, len(text))

    def _at(self, statement: bytes, places: Collection[Place]) -> list[TupleRow]:
        wanted = [segment for segment, _ in places], [number for _, number in places]
        return self.connection.execute(statement, wanted, binary=True).fetchall() if places else []


def _there(found: T | None) -> T:
    """What is named by a segment of this very transaction is there, unless somebody damaged the tables."""
    if found is None:
        raise ValueError("a row of the index is missing")
    return found
