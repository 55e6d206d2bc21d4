"""One page of an export taken over: made as it was there, continued where it is known, or merged with what is here."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.dissemination.archive.documents import keys_in, to_markdown
from wiki.dissemination.archive.results import SeriesRecord
from wiki.dissemination.archive.reviews import ReviewRecord, review_path
from wiki.dissemination.archive.types import MANIFEST, Document, PageRecord, RedirectRecord
from wiki.facts import TEMPLATE, from_stored
from wiki.files.queries import find_by_path
from wiki.files.storage import FileStorage
from wiki.importing.archives.documents import read_document
from wiki.importing.archives.source import ArchiveSource
from wiki.importing.infer import Inference
from wiki.importing.mapping import within_reach
from wiki.importing.models import ImportedVersion
from wiki.importing.report import FileReport, Outcome
from wiki.importing.service.archives.continuing import Taken, continue_page
from wiki.importing.service.archives.exchanges import take_exchanges, take_interests
from wiki.importing.service.archives.finding import Text, empty_starter, find_known, shared_revisions
from wiki.importing.service.archives.profiles import take_profiles
from wiki.importing.service.archives.replaying import replay
from wiki.importing.service.archives.replications import take_replications
from wiki.importing.service.archives.requests import take_requests
from wiki.importing.service.archives.results import take_indicators, take_reports, take_series
from wiki.importing.service.archives.reviews import lead_on, take_review, told_steps, untell_steps
from wiki.importing.service.archives.vocabulary import add_missing_tags, take_file
from wiki.importing.service.placing import new_page
from wiki.importing.service.writing import fitting
from wiki.importing.types import Finding, PageHistory, UnreadableFile
from wiki.monitoring.types import Subject
from wiki.pages.types import Content
from wiki.taxonomy.queries import load_taxonomy
from wiki.taxonomy.types import Taxonomy

_REASON = "as in the export"


@dataclass(kw_only=True)
class ArchiveTaking:
    """What the import of an export needs from its first page to its last. Without ``storage`` it is a dry run."""

    source: ArchiveSource
    storage: FileStorage | None
    taxonomy: Taxonomy | None = None
    made: set[int] = field(default_factory=set)
    looked_at: set[str] = field(default_factory=set)
    # The pages taken over, by their address in the export; steps that name one of them.
    pages: dict[str, int] = field(default_factory=dict)
    successors: list[tuple[int, str]] = field(default_factory=list)


def take_page(taking: ArchiveTaking, history: PageHistory) -> FileReport:
    """Take over a page and tell what became of it."""
    record = taking.source.archive.pages[history.path]
    documents, problems = _documents(history)
    newest = documents[-1] if documents else None
    report = FileReport(
        path=history.path,
        outcome=Outcome.IMPORTED if newest else Outcome.REFUSED,
        slug=record.slug,
        title=newest.title if newest else "",
        revisions=len(documents),
        problems=problems or (() if newest else (Finding(code="refused", text="The text is missing."),)),
        themes=_tags(newest, newest.themes) if newest else (),
        cities=_tags(newest, newest.cities) if newest else (),
    )
    return report if newest is None or taking.storage is None else _write(taking, record, report, documents)


def take_rest(taking: ArchiveTaking) -> tuple[FileReport, ...]:
    """Take over what no page of the export needed: vocabulary and files; tell of those that cannot be had."""
    if taking.storage is None:
        return ()
    taxonomy = _taxonomy(taking)
    take_profiles(taking.source.archive.profiles, taxonomy)
    take_indicators(taking.source.archive.indicators, taxonomy)
    take_requests(taking.source.archive.requests, taking.pages, taxonomy)
    adopted = take_replications(taking.source.archive.replications, taking.pages, taxonomy)
    take_series(_series(taking, adopted))
    take_reports(taking.source.archive.reports, taxonomy, adopted)
    exchanges = take_exchanges(taking.source.archive.exchanges, taking.pages, taxonomy)
    take_interests(taking.source.archive.interests, taking.pages, exchanges, taxonomy)
    lead_on(taking.successors, taking.pages)
    problems = _take_files(taking, taking.source.archive.files.keys())
    return tuple(FileReport(path=MANIFEST, outcome=Outcome.REFUSED, problems=(problem,)) for problem in problems)


def _series(taking: ArchiveTaking, replications: Mapping[int, int]) -> Iterator[tuple[Subject, SeriesRecord]]:
    """Yield the results of the pages and replications taken over, with what they are of here."""
    for record in taking.source.archive.series:
        if record.page in taking.pages:
            yield Subject(page=PageId(taking.pages[record.page])), record
    for replication in taking.source.archive.replications:
        if replication.number in replications:
            subject = Subject(replication=replications[replication.number])
            yield from ((subject, record) for record in replication.series)


def _documents(history: PageHistory) -> tuple[list[Document], tuple[Finding, ...]]:
    found: dict[int, Document] = {}
    problems = []
    for version in history.versions:
        try:
            document = read_document(version.data or b"")
        except UnreadableFile as problem:
            problems.append(Finding(code="refused", text=str(problem)))
        else:
            found.setdefault(document.revision, document)
    return [found[number] for number in sorted(found)], tuple(problems)


def _tags(document: Document, slugs: Sequence[str]) -> tuple[Inference, ...]:
    return tuple(Inference(slug=slug, reason=_REASON, is_given=slug not in document.inferred) for slug in slugs)


def _write(taking: ArchiveTaking, record: PageRecord, report: FileReport, documents: Sequence[Document]) -> FileReport:
    taxonomy = _taxonomy(taking)
    problems = list(_take_files(taking, {key for document in documents for key in keys_in(document)}))
    texts = []
    for document in documents:
        content, left_out = fitting(_content(document), taxonomy, title=record.slug)
        problems += left_out
        texts.append(Text(document=document, content=content))
    placed = _placed(record)
    known = find_known(report.path, placed, texts, made_now=taking.made)
    review, refused = _review(taking, record)
    told_before = told_steps(known.page) if known else frozenset()
    if known is None:
        taken = _make(taking, placed, texts, taxonomy)
    else:
        taken = continue_page(known, placed, texts, taxonomy, review)
        report = replace(report, outcome=Outcome.UPDATED if taken.added else Outcome.UNCHANGED)
    taking.pages[record.slug] = taken.page.id
    if review is not None:
        reviewed = take_review(taken.page, review, shared_revisions(taken.page, texts), taxonomy)
        taking.successors += reviewed.successors
        refused = reviewed.problems
    if review is None or refused:
        untell_steps(taken.page, but=told_before)
    _remember(report.path, documents[-1], taken)
    told = tuple(dict.fromkeys((*report.problems, *problems, *taken.problems, *refused)))
    return replace(report, slug=taken.page.slug, revisions=taken.added, problems=told)


def _placed(record: PageRecord) -> PageRecord:
    """Let a page stand where it can be reached here, and be found where it stood in the export's wiki."""
    slug = within_reach(record.slug)
    if slug == record.slug:
        return record
    former = RedirectRecord(slug=record.slug, created_at=record.created_at)
    return replace(record, slug=slug, redirects=(*record.redirects, former))


def _review(taking: ArchiveTaking, record: PageRecord) -> tuple[ReviewRecord | None, tuple[Finding, ...]]:
    try:
        return taking.source.review(record), ()
    except UnreadableFile as problem:
        path = review_path(record.slug)
        return None, (Finding(code="refused-review", text=f"{path}: {problem}"),)


def _make(taking: ArchiveTaking, record: PageRecord, texts: Sequence[Text], taxonomy: Taxonomy) -> Taken:
    page = empty_starter(record.slug) or new_page(record.slug, record.kind, record.created_at)
    page.created_at = record.created_at
    taking.made.add(page.id)
    newest = replay(page, record, texts, record.events, taxonomy, known={})
    return Taken(page=page, newest=newest, added=len(texts))


def _content(document: Document) -> Content:
    picture = find_by_path(document.lead_picture) if document.lead_picture else None
    return Content(
        title=document.title,
        summary=document.summary,
        body=document.body,
        language=document.language,
        themes=document.themes,
        cities=document.cities,
        lead_picture=picture.path if picture and picture.is_picture else "",
        starts_on=document.starts_on,
        ends_on=document.ends_on,
        place=document.place,
        facts=from_stored(document.facts, document.template or TEMPLATE.version),
    )


def _taxonomy(taking: ArchiveTaking) -> Taxonomy:
    if taking.taxonomy is None:
        add_missing_tags(taking.source.archive)
        taking.taxonomy = load_taxonomy()
    return taking.taxonomy


def _take_files(taking: ArchiveTaking, keys: Iterable[str]) -> Iterator[Finding]:
    """Store what is not looked at yet; an address that the export does not list leads nowhere there either."""
    for key in sorted(set(keys) & taking.source.archive.files.keys() - taking.looked_at):
        taking.looked_at.add(key)
        problem = take_file(taking.source, taking.storage, taking.source.archive.files[key]) if taking.storage else None
        if problem is not None:
            yield problem


def _remember(path: str, newest: Document, taken: Taken) -> None:
    """Note which page the export's became, for the next time; its newest text stands for all."""
    sha256 = hashlib.sha256(to_markdown(newest).encode()).hexdigest()
    same = (ImportedVersion.commit == "", ImportedVersion.path == path, ImportedVersion.sha256 == sha256)
    if db.session.scalar(select(ImportedVersion.id).where(*same)) is None:
        revision_id = taken.newest.id if taken.newest else None
        db.session.add(
            ImportedVersion(commit="", path=path, sha256=sha256, page_id=taken.page.id, revision_id=revision_id)
        )
        db.session.flush()
