"""Writes an export: its texts, its files, the list of all the rest, and on demand their history as git commits."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from dulwich.repo import Repo

from wiki.accounts.types import Actor
from wiki.dissemination.archive.documents import keys_in, to_markdown
from wiki.dissemination.archive.folder import ATTRIBUTES, take_folder, write_file
from wiki.dissemination.archive.history import BRANCH, HistoryWriter
from wiki.dissemination.archive.manifest import entry_line, header_line
from wiki.dissemination.archive.paths import PAGES, PUBLISHED, page_path
from wiki.dissemination.archive.reviews import ReviewRecord, review_json, review_path
from wiki.dissemination.archive.types import FORMAT, MANIFEST, VERSION, Document, Header
from wiki.dissemination.queries.documents import documents, revision_ids_in_time
from wiki.dissemination.queries.exchanges import exchanges, interests
from wiki.dissemination.queries.pages import ListedPage, listed_pages
from wiki.dissemination.queries.profiles import profiles
from wiki.dissemination.queries.replications import replications
from wiki.dissemination.queries.requests import requests
from wiki.dissemination.queries.results import indicators, reports, series_of
from wiki.dissemination.queries.reviews import reviews, revision_ids
from wiki.dissemination.queries.snapshot import hold_still
from wiki.dissemination.queries.vocabulary import cities, files, synonyms, themes
from wiki.files.storage import FileStorage
from wiki.monitoring.types import Subject
from wiki.pages.queries import reads_drafts

_AT_ONCE = 100
# A checkout must not turn line ends: the texts are told by their bytes.
_VERBATIM = b"* -text\n"


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What an export holds; ``missing`` are files that the wiki knows and its folder has not."""

    pages: int
    files: int
    commits: int
    missing: tuple[str, ...]


@dataclass(kw_only=True)
class _Export:
    folder: Path
    actor: Actor
    storage: FileStorage
    told: Callable[[str], None]
    history: HistoryWriter | None = None
    pages: int = 0
    files: int = 0
    missing: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    # The numbers of each page's revisions, and the names of their objects.
    revisions: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def write(self, path: str, data: bytes) -> None:
        write_file(self.folder, path, data)
        self.paths.append(path)
        if self.history is not None:
            self.history.put(path, data)


def export(
    folder: Path,
    actor: Actor,
    storage: FileStorage,
    *,
    history: bool = False,
    overwrite: bool = False,
    told: Callable[[str], None] = lambda _: None,
) -> Summary:
    """Write all that the actor may see into a folder; ``told`` hears of each text and file.

    Raises :class:`ExportError` when the folder cannot be taken.
    """
    take_folder(folder, overwrite=overwrite)
    hold_still()
    running = _Export(folder=folder, actor=actor, storage=storage, told=told)
    if not history:
        _write_state(running)
    else:
        with closing(Repo.init(str(folder), default_branch=BRANCH)) as repo:
            running.history = HistoryWriter(repo)
            _write_history(running, running.history)
            _write_state(running)
            running.history.finish(running.paths)
    return Summary(
        pages=running.pages,
        files=running.files,
        commits=running.history.commits if running.history else 0,
        missing=tuple(running.missing),
    )


def _write_history(running: _Export, history: HistoryWriter) -> None:
    for _, document in documents(running.actor, revision_ids_in_time(running.actor)):
        name = history.add_revision(page_path(document.slug), to_markdown(document).encode(), document)
        running.revisions[document.slug][document.revision] = name
        running.keys |= keys_in(document)
        running.told(f"revision {document.revision} of {document.slug}")
    running.history = history


def _write_state(running: _Export) -> None:
    """Write what stands now. The list comes last, so that a folder with a list is a whole export."""
    is_public = not reads_drafts(running.actor)
    header = Header(format=FORMAT, version=VERSION, public=is_public, history=running.history is not None)
    lines = [header_line(header)]
    lines += [entry_line("theme", theme) for theme in themes()]
    lines += [entry_line("city", city) for city in cities()]
    lines += [entry_line("profile", value) for value in profiles(with_names=not is_public)]
    lines += [entry_line("synonyms", group) for group in synonyms()]
    lines += [entry_line("indicator", indicator) for indicator in indicators()]
    lines += _write_pages(running)
    lines += _write_files(running, running.keys if is_public else None)
    lines += [entry_line("request", request) for request in requests(running.actor)]
    lines += [entry_line("replication", replication) for replication in replications(running.actor)]
    lines += [entry_line("report", report) for report in reports(with_names=not is_public)]
    lines += [entry_line("exchange", exchange) for exchange in exchanges(running.actor)]
    lines += [entry_line("interest", interest) for interest in interests(running.actor)]
    if running.history is not None:
        running.write(ATTRIBUTES, _VERBATIM)
    running.write(MANIFEST, b"".join(lines))


def _write_pages(running: _Export) -> Iterator[bytes]:
    for pages in _batches(listed_pages(running.actor)):
        numbers = [number for page in pages for number in (page.shown, page.published) if number is not None]
        texts = dict(documents(running.actor, numbers))
        reviewed = reviews(running.actor, [page.id for page in pages])
        for page in pages:
            _write_text(running, PAGES, texts[page.shown])
            if page.published is not None:
                _write_text(running, PUBLISHED, texts[page.published])
            if page.id in reviewed:
                _write_review(running, page, reviewed[page.id])
            running.pages += 1
            running.told(page.record.slug)
            yield entry_line("page", replace(page.record, revisions=running.revisions.get(page.record.slug, {})))
            with_names = reads_drafts(running.actor)
            for series in series_of(running.actor, Subject(page=page.id), page.record.slug, with_names=with_names):
                yield entry_line("series", series)


def _write_text(running: _Export, folder: str, document: Document) -> None:
    running.keys |= keys_in(document)
    running.write(page_path(document.slug, folder), to_markdown(document).encode())


def _write_review(running: _Export, page: ListedPage, review: ReviewRecord) -> None:
    """Write a review with the texts it speaks of: without a history, most are nowhere else."""
    elsewhere = {page.record.current, page.record.published}
    wanted = revision_ids(running.actor, page.id, review.revisions - elsewhere)
    texts = {}
    for _, document in documents(running.actor, wanted):
        running.keys |= keys_in(document)
        texts[document.revision] = to_markdown(document)
    running.write(review_path(page.record.slug), review_json(replace(review, texts=texts)))


def _write_files(running: _Export, keys: set[str] | None) -> Iterator[bytes]:
    for record in files(keys):
        stored = running.storage.path(record.sha256)
        if not stored.is_file():
            running.missing.append(record.path)
            continue
        running.write(record.path, stored.read_bytes())
        running.files += 1
        running.told(record.path)
        yield entry_line("file", record)


def _batches(pages: Iterable[ListedPage]) -> Iterator[list[ListedPage]]:
    rest = iter(pages)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
