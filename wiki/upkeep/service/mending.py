"""Making anew what is disposable: one short transaction for each, so that nobody who saves meanwhile waits long."""

from pathlib import Path

from sqlalchemy import delete, select

from wiki.core.changes import record_change
from wiki.core.db import db, transaction
from wiki.core.ids import PageId
from wiki.core.slugs import slugify
from wiki.monitoring.models import SeriesRow
from wiki.monitoring.service.returning import keep_confirming, keep_measures, keep_years
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.service.rendering import store_links, store_rendering
from wiki.pages.service.writing import after_change, public_names
from wiki.replication.service import keep_replicated
from wiki.search.indexer import rebuild_index
from wiki.upkeep.types import Finding, Stores


def retitle(_stores: Stores, finding: Finding) -> None:
    """Let links to the page's title find it again."""
    with transaction():
        page = db.session.get_one(PageRow, finding.target, with_for_update=True)
        shown = page.published_revision_id or page.current_revision_id
        before = public_names(page)
        page.title_key = slugify(db.session.get_one(RevisionRow, shown).title)
        db.session.flush()
        after_change(page, before)


def draw_page(_stores: Stores, finding: Finding) -> None:
    """Draw what both pointers of a page name, and note where it links to."""
    with transaction():
        page = db.session.get_one(PageRow, finding.target, with_for_update=True)
        pointers = {page.current_revision_id, page.published_revision_id} - {None}
        for revision in db.session.scalars(select(RevisionRow).where(RevisionRow.id.in_(pointers))):
            store_links(page, revision, store_rendering(revision).links)


def draw_revision(_stores: Stores, finding: Finding) -> None:
    with transaction():
        store_rendering(db.session.get_one(RevisionRow, finding.target))


def drop_row(_stores: Stores, finding: Finding) -> None:
    """Remove a row that belongs to nothing."""
    if not isinstance(finding.target, tuple):
        raise TypeError(finding.target)
    name, *values = finding.target
    table = db.metadata.tables[str(name)]
    with transaction():
        keys = zip(table.primary_key, values, strict=True)
        db.session.execute(delete(table).where(*(column == value for column, value in keys)))


def keep_returned(_stores: Stores, finding: Finding) -> None:
    """Let a page, a replication or a series keep of results what was told of them."""
    if not isinstance(finding.target, tuple):
        raise TypeError(finding.target)
    kind, number = str(finding.target[0]), int(str(finding.target[1]))
    with transaction():
        if kind == "series":
            keep_years(select(SeriesRow.id).where(SeriesRow.id == number))
        elif kind == "replication":
            keep_confirming(number)
        else:
            keep_measures(number)
            keep_replicated(number)
            record_change(PageId(number), ["index"])


def drop_file(_stores: Stores, finding: Finding) -> None:
    """Remove what is made again when somebody asks for it, or was never finished."""
    Path(str(finding.target)).unlink(missing_ok=True)


def reindex(stores: Stores, finding: Finding) -> None:
    """Ask for a page to be indexed anew; an index that cannot be read is made anew at once."""
    if not finding.target:
        rebuild_index(stores.search)
        return
    with transaction():
        record_change(PageId(int(str(finding.target))), ["index"])
