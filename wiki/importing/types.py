"""Values that a source gives and an import works on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

MAX_PAGE_BYTES = 5_000_000
MAX_FILE_BYTES = 25_000_000
# No setting lets a wiki take larger files, so no export holds any.
MAX_EXPORTED_BYTES = 1_000 * 1024 * 1024


class SourceError(Exception):
    """The path cannot be imported at all; the message is a sentence for the person who gave it."""


class UnreadableFile(Exception):  # noqa: N818 - an outcome of one file, not of the import
    """One file cannot be had from the source; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something the report tells of a file: ``code`` for machines and translators, ``text`` for people."""

    code: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Version:
    """A page as one commit left it.

    ``commit`` is empty in a plain folder; ``position`` is the commit's place in the linear order of the
    whole import, from 0. ``path`` is where the commit has the page, and ``previous_path`` is set where the
    commit itself renamed it. ``author`` is a name, never an address. ``at`` is aware UTC and may run
    backwards between versions: clocks do. ``data`` is None where the commit deleted the page.
    """

    commit: str
    position: int
    path: str
    previous_path: str | None
    author: str
    at: datetime
    message: str
    data: bytes | None


@dataclass(frozen=True, kw_only=True)
class PageHistory:
    """Every version of one page, ancestors first; ``path`` is where it stood last."""

    path: str
    versions: tuple[Version, ...]

    @property
    def is_live(self) -> bool:
        return self.versions[-1].data is not None


class Source(Protocol):
    """A folder or a repository, read and never written.

    ``head`` names the state that is imported ("" for a folder), ``refusals`` what lies in the source and is
    not followed, by path.
    """

    @property
    def head(self) -> str: ...

    @property
    def refusals(self) -> dict[str, Finding]: ...

    def paths(self, commit: str) -> tuple[str, ...]:
        """List every file of a commit, pictures and all, sorted. ``commit`` is a version's or ``head``."""

    def read(self, path: str, commit: str, limit: int = MAX_FILE_BYTES) -> bytes:
        """Give a file's bytes. Raises :class:`UnreadableFile` if it is not there or over ``limit`` bytes."""

    def read_object(self, name: str) -> bytes:
        """Give what a repository keeps of one state of a page under a name. Raises :class:`UnreadableFile`."""

    def histories(self, *, full: bool) -> Iterator[PageHistory]:
        """Give the pages one by one, each with its bytes; without ``full`` the state at ``head`` only."""
