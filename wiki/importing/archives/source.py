"""An export as a source of pages: what its list names, and nothing else that may lie beside it."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property

from wiki.dissemination.archive.paths import PUBLISHED, page_path
from wiki.dissemination.archive.reviews import ReviewRecord, review_path
from wiki.dissemination.archive.types import PageRecord
from wiki.importing.archives.manifest import Archive
from wiki.importing.archives.reviews import read_review
from wiki.importing.paths import is_page
from wiki.importing.types import (
    MAX_EXPORTED_BYTES,
    MAX_FILE_BYTES,
    MAX_PAGE_BYTES,
    Finding,
    PageHistory,
    Source,
    UnreadableFile,
    Version,
)

_UNLISTED = Finding(code="unlisted", text="The export's list does not name this text. It was passed over.")


class ArchiveSource:
    """Implements :class:`wiki.importing.types.Source` over another one that holds an export."""

    def __init__(self, source: Source, archive: Archive) -> None:
        self._source = source
        self.archive = archive

    @property
    def head(self) -> str:
        return self._source.head

    @property
    def refusals(self) -> dict[str, Finding]:
        listed = {path for record in self.archive.pages.values() for path in _paths(record)}
        unlisted = (path for path in self._source.paths(self.head) if is_page(path) and path not in listed)
        return dict.fromkeys(unlisted, _UNLISTED) | self._source.refusals

    def paths(self, commit: str) -> tuple[str, ...]:
        return self._source.paths(commit)

    def read(self, path: str, commit: str, limit: int = MAX_FILE_BYTES) -> bytes:
        return self._source.read(path, commit, limit)

    def read_object(self, name: str) -> bytes:
        return self._source.read_object(name)

    def histories(self, *, full: bool) -> Iterator[PageHistory]:
        """Give the pages of the list, with every revision of a history or with what stands now.

        What cannot be read of a page is left out; a page may have no version at all.
        """
        for path, record in self.archive.pages.items():
            texts = self._revisions(record) if full and self.head and record.revisions else self._present(record)
            yield PageHistory(path=path, versions=tuple(_version(path, record, text) for text in texts))

    def review(self, record: PageRecord) -> ReviewRecord | None:
        """Return the review of a practice, if the export has one. Raises :class:`UnreadableFile`."""
        path = review_path(record.slug)
        return read_review(self.read(path, self.head, MAX_EXPORTED_BYTES)) if path in self._files else None

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(self._source.paths(self.head))

    def _revisions(self, record: PageRecord) -> Iterator[bytes]:
        for _, name in sorted(record.revisions.items()):
            try:
                yield self.read_object(name)
            except UnreadableFile:
                continue

    def _present(self, record: PageRecord) -> Iterator[bytes]:
        """Give what visitors read where it is another text, what members read, and what a review speaks of."""
        with suppress(UnreadableFile):
            review = self.review(record)
            yield from (text.encode() for text in review.texts.values()) if review else ()
        for path in _paths(record):
            try:
                yield self.read(path, self.head, MAX_PAGE_BYTES)
            except UnreadableFile:
                continue


def _paths(record: PageRecord) -> tuple[str, ...]:
    present = page_path(record.slug)
    differs = record.published not in {None, record.current}
    return (page_path(record.slug, PUBLISHED), present) if differs else (present,)


def _version(path: str, record: PageRecord, data: bytes) -> Version:
    return Version(
        commit="", position=0, path=path, previous_path=None, author="", at=record.created_at, message="", data=data
    )
