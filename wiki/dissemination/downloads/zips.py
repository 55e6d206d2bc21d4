"""A zip archive that is sent while it is made, so that no length of a list fills the memory."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

_FIRST_YEAR = 1980
_COMPRESSED = (".png", ".jpg", ".jpeg", ".gif", ".webp")


class _Sink(io.RawIOBase):
    """Takes what is written and gives it away; the archive sees that it cannot go back."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(memoryview(data))  # type: ignore[arg-type]
        self._waiting += piece
        return len(piece)

    def take(self) -> bytes:
        taken, self._waiting = bytes(self._waiting), bytearray()
        return taken


def zipped(entries: Iterable[tuple[str, datetime, bytes]]) -> Iterator[bytes]:
    """Yield an archive of files, each given by its path, its time and its content."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as archive:
        for path, at, data in entries:
            entry = zipfile.ZipInfo(path, (max(at.year, _FIRST_YEAR), *at.timetuple()[1:6]))
            entry.compress_type = zipfile.ZIP_STORED if path.lower().endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
            yield sink.take()
    yield sink.take()
