"""An import as a whole: page after page, each with all its versions, and a report of what became of them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlalchemy import bindparam, insert, select

from wiki.core.clock import now
from wiki.core.db import db
from wiki.files.storage import FileStorage
from wiki.importing.archives.source import ArchiveSource
from wiki.importing.infer import Term
from wiki.importing.models import ImportedVersion, ImportRow
from wiki.importing.prepare import Prepared, Refused, Vocabulary, prepare
from wiki.importing.report import FileReport, Outcome, Report, to_json
from wiki.importing.service.archives.taking import ArchiveTaking, take_page, take_rest
from wiki.importing.service.attachments import Attachments
from wiki.importing.service.placing import follow_rename, known_page, new_page, redirect_from
from wiki.importing.service.writing import content_from, signature_of, write_version
from wiki.importing.types import Finding, PageHistory, Source, Version
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.service.lifecycle import set_archived, set_restored
from wiki.pages.types import PageKind
from wiki.taxonomy.queries import load_taxonomy
from wiki.taxonomy.types import Taxonomy


@dataclass(frozen=True, kw_only=True)
class ImportRun:
    """What one import needs from its first page to its last. Without ``storage`` it is a dry run."""

    name: str
    source: Source
    with_history: bool
    storage: FileStorage | None
    language: str
    taxonomy: Taxonomy
    started_at: datetime
    reports: list[FileReport] = field(default_factory=list)
    made: set[int] = field(default_factory=set)
    archived: ArchiveTaking | None = None

    @property
    def is_dry(self) -> bool:
        return self.storage is None

    @property
    def report(self) -> Report:
        refused = [
            FileReport(path=path, outcome=Outcome.REFUSED, problems=(finding,))
            for path, finding in self.source.refusals.items()
        ]
        return Report(source=self.name, head=self.source.head, files=(*self.reports, *refused))

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            themes=tuple(Term(slug=theme.slug, names=theme.names) for theme in self.taxonomy.themes),
            cities=tuple(Term(slug=city.slug, names=city.names) for city in self.taxonomy.cities),
        )


def start_import(
    source: Source, *, name: str, with_history: bool, storage: FileStorage | None, language: str
) -> ImportRun:
    return ImportRun(
        name=name,
        source=source,
        with_history=with_history,
        storage=storage,
        language=language,
        taxonomy=load_taxonomy(),
        started_at=now(),
        archived=ArchiveTaking(source=source, storage=storage) if isinstance(source, ArchiveSource) else None,
    )


def import_batch(run: ImportRun, histories: Iterable[PageHistory]) -> None:
    """Take over some pages; part of the caller's transaction. Their reports are added to the run."""
    for history in histories:
        run.reports.append(take_page(run.archived, history) if run.archived else _import_page(run, history))


def finish_import(run: ImportRun) -> int:
    """Keep the report and return its number."""
    if run.archived is not None:
        run.reports.extend(take_rest(run.archived))
    row = ImportRow(
        source=run.name[:200],
        with_history=run.with_history,
        started_at=run.started_at,
        finished_at=now(),
        report=to_json(run.report),
    )
    db.session.add(row)
    db.session.flush()
    return row.id


@dataclass
class _Taking:
    """The state of one page while its versions are taken."""

    page: PageRow | None
    added: int = 0
    last: Prepared | None = None
    archived: bool = False
    notes: tuple[Finding, ...] = ()
    problems: tuple[Finding, ...] = ()


def _import_page(run: ImportRun, history: PageHistory) -> FileReport:
    imported = () if run.is_dry else _imported(history.versions)
    taken = _taken(history.versions, imported)
    attachments = Attachments(run.source, run.storage)
    page = known_page(history, imported, taken.values(), made_now=run.made)
    taking = _Taking(page=page)
    was_known = taking.page is not None
    for version in history.versions:
        if _key(version) not in taken:
            _take(run, version, taking, attachments)
    problems = tuple(dict.fromkeys((*taking.problems, *attachments.problems)))
    return FileReport(
        path=history.path,
        outcome=_outcome(taking, history, was_known=was_known),
        slug=taking.page.slug if taking.page else (taking.last.slug if taking.last else ""),
        title=taking.last.title if taking.last else "",
        revisions=taking.added,
        notes=taking.notes,
        problems=problems,
        themes=taking.last.themes if taking.last else (),
        cities=taking.last.cities if taking.last else (),
    )


def _outcome(taking: _Taking, history: PageHistory, *, was_known: bool) -> Outcome:
    if not taking.added and not taking.archived:
        return Outcome.UNCHANGED if was_known else Outcome.REFUSED
    if not history.is_live:
        return Outcome.ARCHIVED
    return Outcome.UPDATED if was_known else Outcome.IMPORTED


def _take(run: ImportRun, version: Version, taking: _Taking, attachments: Attachments) -> None:
    if version.data is None:
        _delete(run, version, taking)
        return
    at = {"seen_in": version.path, "commit": version.commit}
    prepared = prepare(
        version.data,
        version.path,
        link=partial(attachments.link, **at),
        picture=partial(attachments.picture, **at),
        vocabulary=run.vocabulary,
    )
    if isinstance(prepared, Refused):
        taking.problems = (*taking.problems, prepared.problem)
        return
    content, left_out = content_from(prepared, run.taxonomy, run.language)
    taking.last, taking.added, taking.archived = prepared, taking.added + 1, False
    # The report speaks of the newest text; what was wrong with earlier ones is history.
    taking.notes, taking.problems = prepared.notes, (*prepared.problems, *left_out)
    if run.is_dry:
        return
    if taking.page is None:
        taking.page = new_page(prepared.slug, PageKind(prepared.kind), version.at)
        run.made.add(taking.page.id)
    elif version.previous_path is not None:
        follow_rename(taking.page, prepared, signature_of(version))
    taking.page.kind = prepared.kind
    if taking.page.archived_at is not None:
        set_restored(taking.page, signature_of(version))
    revision, problems = write_version(taking.page, version, content, prepared, run.taxonomy)
    redirect_from(taking.page, version)
    _remember(version, taking.page, revision)
    taking.problems = (*taking.problems, *problems)


def _delete(run: ImportRun, version: Version, taking: _Taking) -> None:
    taking.archived = True
    if run.is_dry or taking.page is None:
        return
    if taking.page.archived_at is None:
        set_archived(taking.page, signature_of(version))
    _remember(version, taking.page, None)


def _key(version: Version) -> tuple[str, str, str]:
    return version.commit, version.path, hashlib.sha256(version.data or b"").hexdigest()


_FROM_PATHS = select(ImportedVersion).where(ImportedVersion.path.in_(bindparam("paths", expanding=True)))
_REMEMBER = insert(ImportedVersion)


def _imported(versions: Sequence[Version]) -> Sequence[ImportedVersion]:
    """Return what earlier imports took from the paths of the versions."""
    return db.session.scalars(_FROM_PATHS, {"paths": list({version.path for version in versions})}).all()


def _taken(
    versions: Sequence[Version], imported: Iterable[ImportedVersion]
) -> dict[tuple[str, str, str], ImportedVersion]:
    """Return those of the versions that an earlier import took."""
    known = {(row.commit, row.path, row.sha256): row for row in imported}
    return {key: known[key] for key in map(_key, versions) if key in known} if known else {}


def _remember(version: Version, page: PageRow, revision: RevisionRow | None) -> None:
    commit, path, sha256 = _key(version)
    revision_id = revision.id if revision else None
    taken = {"commit": commit, "path": path, "sha256": sha256, "page_id": page.id, "revision_id": revision_id}
    db.session.execute(_REMEMBER, [taken])
