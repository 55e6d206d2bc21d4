"""A plain folder of Markdown files as a source: one version a file."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from wiki.importing.paths import is_page, stays_inside
from wiki.importing.types import (
    MAX_FILE_BYTES,
    MAX_PAGE_BYTES,
    Finding,
    PageHistory,
    UnreadableFile,
    Version,
)

_OUTSIDE = Finding(code="leaves-folder", text="A link that leaves the folder is not followed.")
_LINKED_FOLDER = Finding(code="linked-folder", text="A linked folder is not followed.")


class FolderSource:
    """Implements :class:`wiki.importing.types.Source` over files on disk; hidden files are passed over."""

    head = ""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    @property
    def refusals(self) -> dict[str, Finding]:
        return self._walked[1]

    def paths(self, commit: str) -> tuple[str, ...]:  # noqa: ARG002 - a folder has one state only
        return self._walked[0]

    def read(self, path: str, commit: str, limit: int = MAX_FILE_BYTES) -> bytes:  # noqa: ARG002 - see paths
        data = self._read(path, limit)
        if len(data) > limit:
            raise UnreadableFile(f"The file is larger than {limit // 1_000_000} MB.")
        return data

    def read_object(self, name: str) -> bytes:  # noqa: ARG002 - a folder keeps none
        raise UnreadableFile("A folder keeps no earlier states.")

    def histories(self, *, full: bool) -> Iterator[PageHistory]:  # noqa: ARG002 - see paths
        for path in self.paths(""):
            if is_page(path):
                yield PageHistory(path=path, versions=(self._version(path),))

    def _version(self, path: str) -> Version:
        return Version(
            commit="",
            position=0,
            path=path,
            previous_path=None,
            author="",
            at=datetime.fromtimestamp((self._root / path).stat().st_mtime, UTC),
            message="",
            data=self._read(path, MAX_PAGE_BYTES),
        )

    def _read(self, path: str, limit: int) -> bytes:
        """Read one byte more than the limit at most, so that the caller sees that it was passed."""
        target = (self._root / path).resolve()
        if not stays_inside(path) or not target.is_relative_to(self._root):
            raise UnreadableFile(_OUTSIDE.text)
        try:
            with target.open("rb") as file:
                return file.read(limit + 1)
        except OSError as error:
            raise UnreadableFile(f"The file cannot be read: {error.strerror}.") from error

    @cached_property
    def _walked(self) -> tuple[tuple[str, ...], dict[str, Finding]]:
        found: list[str] = []
        refused: dict[str, Finding] = {}
        for folder, folders, files in os.walk(self._root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in [*files, *folders]:
                entry = Path(folder, name)
                path = entry.relative_to(self._root).as_posix()
                refusal = self._refusal(entry)
                if refusal is not None:
                    refused[path] = refusal
                elif entry.is_file() and not name.startswith("."):
                    found.append(path)
        return tuple(sorted(found)), refused

    def _refusal(self, entry: Path) -> Finding | None:
        if not entry.is_symlink():
            return None
        if not entry.resolve().is_relative_to(self._root):
            return _OUTSIDE
        return _LINKED_FOLDER if entry.is_dir() else None
