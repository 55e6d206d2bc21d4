"""Whoosh's codec for everything but words: those we write and read ourselves, see `wiki.search.wordfile`.

Its own takes thirty microseconds a word to write, and holds a file of every segment in memory.
"""

import mmap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh.codec.base import FieldWriter
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage

from wiki.search.wordfile import Words, write_words

_EXTENSION = ".words"


class PackedCodec(W3Codec):  # type: ignore[misc] # Whoosh is untyped
    """Without lengths of fields, too: the rows have them, and looking for missing ones costs a file access each."""

    length_stats = False

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


class MappedWords:
    """The words of a segment as its reader holds them. Raises ``ValueError`` and ``OSError`` for what is none."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._view = memoryview(self._mapped)
        self.words = Words(self._view)

    def indexed_field_names(self) -> tuple[str, ...]:
        """Tell that Whoosh itself indexes nothing."""
        return ()

    def close(self) -> None:
        self.words.close()
        self._view.release()
        self._mapped.close()


def _path(storage: Any, segment: W3Segment) -> Path:
    return Path(storage.folder) / str(segment.make_filename(_EXTENSION))
