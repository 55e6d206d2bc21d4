"""The histories of pages: revisions numbered without gaps, pointers and events that name a page's own revisions."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from wiki.core.db import db
from wiki.importing.models import ImportedVersion
from wiki.pages.models import EventRow, PageRow, RevisionRow
from wiki.upkeep.types import Finding, Severity, Stores, Tell


def _finding(code: str, slug: str, sentence: str) -> Finding:
    return Finding(code=code, subject=f"page {slug}", sentence=sentence, severity=Severity.ERROR)


def gaps(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for pages whose revisions are not numbered 1 to n."""
    count, first, last = func.count(RevisionRow.id), func.min(RevisionRow.number), func.max(RevisionRow.number)
    query = (
        select(PageRow.slug, count, first, last)
        .outerjoin(RevisionRow, RevisionRow.page_id == PageRow.id)
        .group_by(PageRow.id, PageRow.slug)
        .having(or_(count == 0, first != 1, last != count))
    )
    for slug, found, lowest, highest in db.session.execute(query):
        if found == 0:
            yield _finding("page-empty", slug, f"The page {slug} has no revision.")
        else:
            sentence = f"The page {slug} has {found} revisions, numbered from {lowest} to {highest}."
            yield _finding("revision-gap", slug, sentence)


def pointers(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for pages that show what is not theirs, not their newest, or was never published."""
    current, published, others = aliased(RevisionRow), aliased(RevisionRow), aliased(RevisionRow)
    newest = select(func.max(others.number)).where(others.page_id == PageRow.id).scalar_subquery()
    wrong: tuple[tuple[str, str, ColumnElement[bool]], ...] = (
        ("pointer-missing", "names no current revision", PageRow.current_revision_id.is_(None)),
        ("pointer-foreign", "names a current revision of another page", current.page_id != PageRow.id),
        ("pointer-foreign", "names a published revision of another page", published.page_id != PageRow.id),
        ("pointer-old", "has a newer revision than its current one", current.number < newest),
        (
            "pointer-unpublished",
            "shows visitors a revision that has no time of publication",
            published.id.is_not(None) & published.published_at.is_(None),
        ),
    )
    for code, words, condition in wrong:
        query = (
            select(PageRow.slug)
            .outerjoin(current, current.id == PageRow.current_revision_id)
            .outerjoin(published, published.id == PageRow.published_revision_id)
            .where(condition)
        )
        for slug in db.session.scalars(query):
            yield _finding(code, slug, f"The page {slug} {words}.")


def strays(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for events and imported versions of one page that name a revision of another."""
    for words, table in (("An event", EventRow), ("An imported version", ImportedVersion)):
        query = (
            select(table.id, PageRow.slug)
            .join(PageRow, PageRow.id == table.page_id)
            .join(RevisionRow, RevisionRow.id == table.revision_id)
            .where(RevisionRow.page_id != table.page_id)
        )
        for number, slug in db.session.execute(query):
            sentence = f"{words} of the page {slug} (number {number}) names a revision of another page."
            yield _finding("revision-foreign", slug, sentence)
