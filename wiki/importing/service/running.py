"""An import as a whole: page after page, each with all its versions, and a report of what became of them."""

from collections.abc import Iterable

from wiki.core.clock import now
from wiki.core.db import db
from wiki.files.storage import FileStorage
from wiki.importing.archives.source import ArchiveSource
from wiki.importing.models import ImportRow
from wiki.importing.report import to_json
from wiki.importing.service.archives.taking import ArchiveTaking, take_page, take_rest
from wiki.importing.service.gathering import import_pages
from wiki.importing.service.run import ImportRun
from wiki.importing.types import PageHistory, Source
from wiki.taxonomy.queries import load_taxonomy


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
    if run.archived is None:
        import_pages(run, list(histories))
    else:
        run.reports.extend(take_page(run.archived, history) for history in histories)


def settle_links(run: ImportRun) -> bool:
    """Look again at some of the links that lead ahead, and return whether there are more; after the last page."""
    return run.coming.settle()


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
