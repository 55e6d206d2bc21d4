"""Reviews and editions: numbered without gaps, the newest one read by visitors, each of its own practice."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from wiki.core.db import db
from wiki.pages.models import PageRow, RevisionRow
from wiki.pages.types import PageKind
from wiki.practices.models import EditionRow, LookRow, RemarkRow, StepRow
from wiki.practices.types import CONFIRMING
from wiki.upkeep.types import Finding, Severity, Stores, Tell


def _finding(code: str, slug: str, sentence: str) -> Finding:
    return Finding(code=code, subject=f"page {slug}", sentence=sentence, severity=Severity.ERROR)


def wrong(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for practices whose editions are not numbered 1 to n, or whose newest is not what visitors read."""
    yield from _gaps()
    yield from _other_days()
    yield from _other_edition_days()
    newest = aliased(EditionRow)
    faults: tuple[tuple[str, str, ColumnElement[bool]], ...] = (
        ("edition-not-read", "shows visitors another revision than that of its newest edition", _is_not_read(newest)),
        ("edition-kind", "has editions and is no practice", PageRow.kind != PageKind.PRACTICE),
    )
    for code, words, condition in faults:
        query = select(PageRow.slug).join(newest, newest.page_id == PageRow.id)
        for slug in db.session.scalars(query.where(newest.number == PageRow.edition, condition)):
            yield _finding(code, slug, f"The page {slug} {words}.")


def _gaps() -> Iterator[Finding]:
    count, first, last = func.count(EditionRow.id), func.min(EditionRow.number), func.max(EditionRow.number)
    query = (
        select(PageRow.slug, PageRow.edition, count)
        .outerjoin(EditionRow, EditionRow.page_id == PageRow.id)
        .group_by(PageRow.id, PageRow.slug, PageRow.edition)
        .having(or_(func.coalesce(PageRow.edition, 0) != count, first != 1, last != count))
    )
    for slug, newest, found in db.session.execute(query):
        sentence = f"The page {slug} has {found} editions, and says that the newest is {newest or 'none'}."
        yield _finding("edition-gap", slug, sentence)


def _other_days() -> Iterator[Finding]:
    last = func.max(StepRow.at)
    query = (
        select(PageRow.slug, PageRow.confirmed_on, last)
        .outerjoin(StepRow, (StepRow.page_id == PageRow.id) & StepRow.kind.in_(CONFIRMING))
        .group_by(PageRow.id, PageRow.slug, PageRow.confirmed_on)
        .having(or_(PageRow.confirmed_on.is_not(None), last.is_not(None)))
    )
    for slug, said, at in db.session.execute(query):
        if said != (at and at.date()):
            sentence = (
                f"The page {slug} says that its edition was last confirmed on {said}, and its log says otherwise."
            )
            yield _finding("edition-confirmed", slug, sentence)


def _other_edition_days() -> Iterator[Finding]:
    query = (
        select(PageRow.slug, PageRow.edition_on, EditionRow.disseminated_at)
        .outerjoin(EditionRow, (EditionRow.page_id == PageRow.id) & (EditionRow.number == PageRow.edition))
        .where(or_(PageRow.edition_on.is_not(None), EditionRow.disseminated_at.is_not(None)))
    )
    for slug, said, at in db.session.execute(query):
        if said != (at and at.date()):
            sentence = f"The page {slug} says that its newest edition is of {said}, and that is of {at and at.date()}."
            yield _finding("edition-day", slug, sentence)


def _is_not_read(newest: type[EditionRow]) -> ColumnElement[bool]:
    return PageRow.published_revision_id.is_distinct_from(newest.revision_id)


def strays(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for steps, remarks, looks and editions of one page that name a revision of another."""
    tables = (("A step", StepRow), ("A remark", RemarkRow), ("A look", LookRow), ("An edition", EditionRow))
    for words, table in tables:
        query = (
            select(PageRow.slug)
            .join(table, table.page_id == PageRow.id)
            .join(RevisionRow, RevisionRow.id == table.revision_id)
            .where(RevisionRow.page_id != table.page_id)
        )
        for slug in db.session.scalars(query):
            yield _finding("revision-foreign", slug, f"{words} of the page {slug} names a revision of another page.")
