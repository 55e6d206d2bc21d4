"""The files folder: content under its hash, thumbnails beside it. Thumbnails are disposable."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

_FOLDER_NAME = 2
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class FileStorage:
    folder: Path

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:_FOLDER_NAME] / sha256

    def save(self, sha256: str, data: bytes) -> None:
        """Write the content durably; writing it again is harmless."""
        if not self.path(sha256).exists():
            self.put(sha256, [data])

    def put(self, sha256: str, chunks: Iterable[bytes]) -> None:
        """Write content that comes piece by piece, durably, in place of what may be there."""
        _write(self.path(sha256), chunks)

    def content_folders(self) -> Iterator[Path]:
        """Yield the folders that hold content."""
        if self.folder.is_dir():
            yield from sorted(
                path for path in self.folder.iterdir() if len(path.name) == _FOLDER_NAME and path.is_dir()
            )

    def thumbnails(self) -> Iterator[Path]:
        """Yield the thumbnails that were made so far."""
        return (self.folder / "thumbnails").glob("*-*.webp")

    def is_writable(self) -> bool:
        """Tell whether content can be stored, by storing a little that has no name."""
        # The folder itself is made with the first file.
        folder = self.folder if self.folder.exists() else self.folder.parent
        try:
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(b"ready")
        except OSError:
            return False
        return True

    def thumbnail(self, sha256: str, width: int) -> Path:
        """Return the path of a WebP no wider than ``width`` pixels, made on first use, one at a time."""
        target = self.folder / "thumbnails" / f"{sha256}-{width}.webp"
        if not target.exists():
            # A picture of many pixels takes much memory while it is open, and anybody may ask for one.
            with _ONE_AT_A_TIME:
                if not target.exists():
                    _write(target, [_thumbnail(self.path(sha256), width)])
        return target


def _thumbnail(path: Path, width: int) -> bytes:
    # Its library takes time and memory at a start, and most pictures are made small once and for all.
    from wiki.files.pictures import thumbnail

    return thumbnail(path, width)


def _write(target: Path, chunks: Iterable[bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
