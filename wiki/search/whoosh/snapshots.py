"""What is read of an index: the segments of one commit, and their open files."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from wiki.search.bitsets import bitset
from wiki.search.packing import unpacked
from wiki.search.postings import key_of
from wiki.search.rows import Row
from wiki.search.segments import Segment, TermField, tune
from wiki.search.stored import Repeated, Stored, from_bytes, from_text, repeated_in
from wiki.search.whoosh.sequences import unpack_sequence
from wiki.search.whoosh.writing import INDEX_NAME, SCHEMA, reading


class _Reading:
    """The `Source` of a segment: its open files."""

    def __init__(self, storage: FileStorage, segment: W3Segment) -> None:
        self._reader, self._words = reading(storage, segment)
        self._sequences, self._stored = (
            self._reader.column_reader(name, translate=False) for name in ("sequence", "stored")
        )

    def rows(self) -> Iterator[Row]:
        return (Row(*json.loads(raw)) for raw in self._reader.column_reader("row", translate=False))

    def postings(self, field: TermField, term: str) -> tuple[Sequence[int], Sequence[float]]:
        found = self._words.find(key_of(field, term))
        return unpacked(found) if found else ((), ())

    def terms(self, field: TermField, beginning: str) -> Iterator[tuple[str, int]]:
        skipped = len(key_of(field, ""))
        for key, size in self._words.starting(key_of(field, beginning)):
            yield key[skipped:].decode(), size

    def commonness(self, field: TermField, term: str) -> int:
        return self._words.size(key_of(field, term))

    def sequences(self, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
        return ((number, unpack_sequence(self._sequences[number], self._stored[number])) for number in numbers)

    def stored(self, number: int) -> Stored:
        return from_text(from_bytes(self._stored[number]))

    def repeated(self, number: int) -> Repeated:
        return repeated_in(from_bytes(self._stored[number]))

    def expect(self, terms: Iterable[tuple[TermField, str]]) -> None:
        """Do nothing: it is all at hand."""

    def expect_commonness(self, terms: Iterable[tuple[TermField, str]]) -> None:
        """Do nothing: it is all at hand."""

    def expect_stored(self, numbers: Iterable[int]) -> None:
        """Do nothing: it is all at hand."""

    def close(self) -> None:
        self._reader.close()


class Snapshot:
    """The segments of one commit. Those that an earlier snapshot has read are taken over from it."""

    def __init__(self, folder: Path, earlier: "Snapshot | None") -> None:
        self.folder = folder
        storage = FileStorage(str(folder))
        self.index = FileIndex(storage, SCHEMA, INDEX_NAME)
        toc = TOC.read(storage, INDEX_NAME, schema=SCHEMA)
        self._generation = toc.generation
        known = earlier.by_name if earlier and earlier.folder == folder else {}
        self.by_name: dict[str, Segment] = {}
        for stored in toc.segments:
            name = stored.segment_id()
            segment = known.get(name) or Segment(_Reading(storage, stored))
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
