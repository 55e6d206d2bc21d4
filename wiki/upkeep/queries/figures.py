"""How much there is: a few counts, none of which reads the texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import case, func, select, text

from wiki.accounts.models import User
from wiki.core.changes import TOPICS, PendingChange
from wiki.core.db import db
from wiki.files.models import FileRow
from wiki.importing.models import ImportRow
from wiki.pages.models import EventRow, PageRow, RevisionRow
from wiki.pages.types import SAVES, PageKind
from wiki.practices.models import EditionRow, RemarkRow
from wiki.search.contract import SearchBackend
from wiki.search.types import SearchUnavailable
from wiki.taxonomy.models import CityRow, ThemeRow

STANDINGS = ("public", "changed", "unpublished", "archived")


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What an operator asks of a wiki; sizes in bytes.

    ``pages`` counts by kind, then by standing: ``public``, ``changed`` (public, with a newer text that is not),
    ``unpublished`` and ``archived``. ``people`` counts by role; those whose account is off by ``off``.
    ``indexed`` counts documents and is None when the index cannot be read.
    """

    pages: Mapping[str, Mapping[str, int]]
    revisions: int
    editions: int
    open_remarks: int
    people: Mapping[str, int]
    themes: int
    cities: int
    files: int
    file_bytes: int
    database_bytes: int
    indexed: int | None
    waiting: Mapping[str, int]
    waiting_since: datetime | None
    imports: int
    last_import: datetime | None
    last_save: datetime | None


def read_figures(search: SearchBackend) -> Figures:
    waiting, since = _waiting()
    files, file_bytes = db.session.execute(select(func.count(), func.sum(FileRow.size)).select_from(FileRow)).one()
    saves = select(EventRow.at).where(EventRow.action.in_(SAVES)).order_by(EventRow.at.desc(), EventRow.id.desc())
    return Figures(
        pages=_pages(),
        revisions=_count(RevisionRow.id),
        editions=_count(EditionRow.id),
        open_remarks=db.session.scalar(select(func.count()).where(RemarkRow.resolved_at.is_(None))) or 0,
        people=_people(),
        themes=_count(ThemeRow.id),
        cities=_count(CityRow.id),
        files=files,
        file_bytes=int(file_bytes or 0),
        database_bytes=_database_bytes(),
        indexed=_indexed(search),
        waiting=waiting,
        waiting_since=since,
        imports=_count(ImportRow.id),
        last_import=db.session.scalar(select(func.max(ImportRow.started_at))),
        last_save=db.session.scalar(saves.limit(1)),
    )


def _count(key: object) -> int:
    return db.session.scalar(select(func.count(key))) or 0  # type: ignore[arg-type]  # any column will do


def _pages() -> dict[str, dict[str, int]]:
    standing = case(
        (PageRow.archived_at.is_not(None), "archived"),
        (PageRow.published_revision_id.is_(None), "unpublished"),
        (PageRow.published_revision_id != PageRow.current_revision_id, "changed"),
        else_="public",
    )
    query = select(PageRow.kind, standing.label("standing"), func.count()).group_by(PageRow.kind, "standing")
    found = {kind.value: dict.fromkeys(STANDINGS, 0) for kind in PageKind}
    for kind, name, count in db.session.execute(query):
        found[kind][name] = count
    return found


def _people() -> dict[str, int]:
    standing = case((User.active, User.role), else_="off").label("standing")
    rows = db.session.execute(select(standing, func.count()).group_by("standing"))
    return {row[0]: row[1] for row in rows}


def _waiting() -> tuple[dict[str, int], datetime | None]:
    columns = select(PendingChange.topic, func.count(), func.min(PendingChange.sequence)).group_by(PendingChange.topic)
    rows = db.session.execute(columns).all()
    oldest = min((sequence for _, _, sequence in rows), default=None)
    since = None if oldest is None else datetime.fromtimestamp(oldest / 1_000_000_000, UTC)
    return dict.fromkeys(TOPICS, 0) | {topic: count for topic, count, _ in rows}, since


def _database_bytes() -> int:
    if db.engine.dialect.name == "sqlite":
        pages, size = (db.session.scalar(text(f"PRAGMA {name}")) for name in ("page_count", "page_size"))
        return int(pages * size)
    return int(db.session.scalar(select(func.pg_database_size(func.current_database()))) or 0)


def _indexed(search: SearchBackend) -> int | None:
    try:
        return search.count()
    except SearchUnavailable:
        return None
