"""One page of a source taken over, version after version."""

from dataclasses import dataclass
from functools import partial

from wiki.importing.prepare import Prepared, Refused, prepare
from wiki.importing.report import FileReport, Outcome
from wiki.importing.service.attachments import Attachments
from wiki.importing.service.placing import follow_rename, known_page, new_page, redirect_from
from wiki.importing.service.run import ImportRun
from wiki.importing.service.versions import imported_from, key_of, remember, taken_before
from wiki.importing.service.writing import content_from, signature_of, write_version
from wiki.importing.types import Finding, PageHistory, Version
from wiki.pages.models import PageRow
from wiki.pages.service.lifecycle import set_archived, set_restored
from wiki.pages.types import PageKind


@dataclass
class _Taking:
    """The state of one page while its versions are taken."""

    page: PageRow | None
    added: int = 0
    last: Prepared | None = None
    archived: bool = False
    notes: tuple[Finding, ...] = ()
    problems: tuple[Finding, ...] = ()


def take_history(run: ImportRun, history: PageHistory) -> FileReport:
    """Take over all versions of a page that no earlier import took; part of the caller's transaction."""
    imported = () if run.is_dry else imported_from(version.path for version in history.versions)
    taken = taken_before(history.versions, imported)
    attachments = Attachments(run.source, run.storage, run.site_map)
    page = known_page(history, imported, taken.values(), made_now=run.made)
    taking = _Taking(page=page)
    was_known = taking.page is not None
    for version in history.versions:
        if key_of(version) not in taken:
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
    prepared = prepared_from(run, version, version.data, attachments)
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
    remember([(version, taking.page.id, revision.id)])
    taking.problems = (*taking.problems, *problems)


def _delete(run: ImportRun, version: Version, taking: _Taking) -> None:
    taking.archived = True
    if run.is_dry or taking.page is None:
        return
    if taking.page.archived_at is None:
        set_archived(taking.page, signature_of(version))
    remember([(version, taking.page.id, None)])


def prepared_from(run: ImportRun, version: Version, data: bytes, attachments: Attachments) -> Prepared | Refused:
    """Make of a version's bytes what a page needs, and store the files that it shows or leads to."""
    at = {"seen_in": version.path, "commit": version.commit}
    return prepare(
        data,
        version.path,
        link=partial(attachments.link, **at),
        picture=partial(attachments.picture, **at),
        vocabulary=run.vocabulary,
    )
