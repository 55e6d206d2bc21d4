"""Pages of a source taken over together: those that are plainly new in one go, the others one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from wiki.importing.prepare import Prepared, Refused
from wiki.importing.report import FileReport, Outcome
from wiki.importing.service.attachments import Attachments
from wiki.importing.service.placing import free_addresses
from wiki.importing.service.run import ImportRun
from wiki.importing.service.taking import prepared_from, take_history
from wiki.importing.service.versions import known_paths, remember
from wiki.importing.service.writing import content_from, inferred_in, signature_of
from wiki.importing.types import Finding, PageHistory, Version
from wiki.pages.service.adding import NewPage, add_pages
from wiki.pages.types import PageKind


@dataclass(frozen=True, kw_only=True)
class _New:
    """A page of one version that nobody took before, ready to be added."""

    history: PageHistory
    prepared: Prepared
    page: NewPage
    problems: tuple[Finding, ...]

    @property
    def version(self) -> Version:
        return self.history.versions[0]


def import_pages(run: ImportRun, histories: Sequence[PageHistory]) -> None:
    """Take over pages in their order, as if each were taken alone; their reports are added to the run."""
    known = set() if run.is_dry else set(known_paths(version.path for each in histories for version in each.versions))
    waiting: list[_New] = []
    for history in histories:
        new = None if run.is_dry or _is_known(history, known) else _prepared(run, history)
        known.update(version.path for version in history.versions)
        if new is None or new.page.slug in {each.page.slug for each in waiting}:
            _add(run, waiting)
            waiting = []
        if new is None:
            _take_alone(run, history)
        else:
            waiting.append(new)
    _add(run, waiting)


def _is_known(history: PageHistory, known: set[str]) -> bool:
    """Tell whether a page has a past, here or in its source, that has to be looked at."""
    version = history.versions[0]
    return len(history.versions) > 1 or version.previous_path is not None or version.path in known


def _prepared(run: ImportRun, history: PageHistory) -> _New | None:
    version = history.versions[0]
    if version.data is None:
        return None
    attachments = Attachments(run.source, run.storage, run.site_map)
    prepared = prepared_from(run, version, version.data, attachments)
    if isinstance(prepared, Refused):
        return None
    content, left_out = content_from(prepared, run.taxonomy, run.language)
    page = NewPage(
        slug=prepared.slug,
        kind=PageKind(prepared.kind),
        content=content,
        signature=signature_of(version),
        publish=prepared.published,
        inferred=inferred_in(prepared),
    )
    problems = tuple(dict.fromkeys((*prepared.problems, *left_out, *attachments.problems)))
    return _New(history=history, prepared=prepared, page=page, problems=problems)


def _add(run: ImportRun, waiting: Sequence[_New]) -> None:
    """Add pages, but for one whose address is taken, which goes its own way in its turn."""
    if not waiting:
        return
    free = free_addresses(new.page.slug for new in waiting)
    count = next((place for place, new in enumerate(waiting) if new.page.slug not in free), len(waiting))
    together, rest = waiting[:count], waiting[count:]
    if together:
        _add_together(run, together)
    for new in rest[:1]:
        _take_alone(run, new.history)
    _add(run, rest[1:])


def _add_together(run: ImportRun, together: Sequence[_New]) -> None:
    added = add_pages([new.page for new in together], run.taxonomy, run.coming)
    run.made.update(each.page_id for each in added)
    run.words.update((each.revision_id, each.parsed.words) for each in added)
    pairs = zip(together, added, strict=True)
    remember((new.version, each.page_id, each.revision_id) for new, each in pairs)
    run.reports.extend(map(_report, together))


def _take_alone(run: ImportRun, history: PageHistory) -> None:
    report = take_history(run, history)
    run.reports.append(report)
    if report.outcome is Outcome.IMPORTED and not run.is_dry:
        run.coming.look_at([report.slug])


def _report(new: _New) -> FileReport:
    return FileReport(
        path=new.history.path,
        outcome=Outcome.IMPORTED,
        slug=new.page.slug,
        title=new.prepared.title,
        revisions=1,
        notes=new.prepared.notes,
        problems=new.problems,
        themes=new.prepared.themes,
        cities=new.prepared.cities,
    )
