"""Whoosh's codec for everything but words: those we write and read ourselves, see `wiki.search.wordfile`.

Its own takes thirty microseconds a word to write, and holds a file of every segment in memory.
"""

import mmap
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh.codec.base import FieldWriter
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile

from wiki.search.wordfile import Words, write_words

_EXTENSION = ".words"


class PackedCodec(W3Codec):  # type: ignore[misc] # Whoosh is untyped
    """Without lengths of fields, too: the rows have them, and looking for missing ones costs a file access each."""

    length_stats = False

    def new_segment(self, storage: FileStorage, indexname: str) -> W3Segment:
        segment = super().new_segment(storage, indexname)
        # Whoosh's name is as random as whoever seeds the generator of this process lets it be.
        segment.segid = secrets.token_hex(8)
        return segment

    def field_writer(self, storage: FileStorage, segment: W3Segment) -> FieldWriter:
        return _WordsWriter(_path(storage, segment))

    def terms_reader(self, storage: FileStorage, segment: W3Segment) -> "MappedWords":
        return MappedWords(_path(storage, segment))


class _WordsWriter(FieldWriter):  # type: ignore[misc] # see above
    def __init__(self, path: Path) -> None:
        self._path = path
        self.is_closed = False

    def add_postings(self, _schema: object, _lengths: object, items: Iterable[tuple[bytes, bytes]]) -> None:
        with self._path.open("wb") as file:
            write_words(file, items)

    def close(self) -> None:
        self.is_closed = True


class MappedStorage(FileStorage):  # type: ignore[misc] # see above
    """Opens files for reading in place; what is read of them is in memory only while somebody needs it."""

    def open_file(self, name: str, **_: Any) -> "_MappedFile":
        return _MappedFile(_mapped(Path(self.folder) / name), name=name)


class _MappedFile(BufferFile):  # type: ignore[misc] # see above
    """Columns ask for pieces by their places; Whoosh would keep a copy of the whole to read it in order, too."""

    def __init__(self, data: memoryview, *, name: str) -> None:
        super().__init__(b"", name=name)
        self._buf = data


class MappedWords:
    """The words of a segment as its reader holds them. Raises ``ValueError`` and ``OSError`` for what is none."""

    def __init__(self, path: Path) -> None:
        self.words = Words(_mapped(path))

    def indexed_field_names(self) -> tuple[str, ...]:
        """Tell that Whoosh itself indexes nothing."""
        return ()

    def close(self) -> None:
        """Nothing is open: a mapping goes with the last who looks at it."""


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _path(storage: Any, segment: W3Segment) -> Path:
    return Path(storage.folder) / str(segment.make_filename(_EXTENSION))
