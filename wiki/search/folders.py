"""Where the live index lies: `live` names its folder, so that a rebuilt one takes its place in one step."""

import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from wiki.search.types import Busy

# Another process may have read the pointer just before it changed.
GRACE_SECONDS = 60.0
_RETRY_SECONDS = 0.02
_FOLDER_NAME = re.compile(r"[a-z0-9]+-[0-9a-f]{12}")


class IndexFolders:
    """The folders below `root`; names begin with the format, so an index of another format is not live."""

    def __init__(self, root: Path, *, format_name: str) -> None:
        self._root = root
        self._format = format_name
        self._pointer = root / "live"

    def live(self) -> Path | None:
        """The folder of the live index, or None if there is none of this format."""
        try:
            name = self._pointer.read_text(encoding="ascii")
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        folder = self._root / name
        return folder if self._is_ours(folder) and folder.is_dir() else None

    def create(self) -> Path:
        """A new empty folder, not live yet."""
        folder = self._root / f"{self._format}-{uuid4().hex[:12]}"
        folder.mkdir()
        return folder

    def make_live(self, folder: Path) -> None:
        replacement = self._root / "live.new"
        replacement.write_text(folder.name, encoding="ascii")
        replacement.replace(self._pointer)

    def size(self) -> int:
        """How many bytes the files below `root` hold."""
        return sum(path.stat().st_size for path in self._root.rglob("*") if path.is_file())

    def sweep(self) -> None:
        """Remove folders that no process can be about to open. Needs the writing lock."""
        live = self.live()
        if not self._pointer.exists() or time.time() - self._pointer.stat().st_mtime < GRACE_SECONDS:
            return
        for folder in self._root.iterdir():
            if _FOLDER_NAME.fullmatch(folder.name) and folder != live:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def writing(self, *, timeout: float) -> Iterator[None]:
        """Hold the one lock for writing; the kernel frees it if the process dies.

        Raises `Busy` after `timeout` seconds of waiting.
        """
        self._root.mkdir(parents=True, exist_ok=True)
        lock = os.open(self._root / "write.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _acquire(lock, deadline=time.monotonic() + timeout)
            yield
        finally:
            os.close(lock)

    def _is_ours(self, folder: Path) -> bool:
        return folder.parent == self._root and folder.name.startswith(f"{self._format}-")


def _acquire(lock: int, *, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise Busy("Another process is writing the search index.") from None
            time.sleep(_RETRY_SECONDS)
        else:
            return
