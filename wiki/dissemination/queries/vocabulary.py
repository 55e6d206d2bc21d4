"""Themes, cities, synonyms and files as an export lists them."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import select

from wiki.core.db import db
from wiki.dissemination.archive.types import CityRecord, FileRecord, SynonymsRecord, ThemeRecord
from wiki.files.models import FileRow
from wiki.taxonomy.models import CityRow, SynonymGroupRow, ThemeRow
from wiki.taxonomy.types import CityRole

_AT_ONCE = 500


def themes() -> Sequence[ThemeRecord]:
    rows = db.session.scalars(select(ThemeRow).order_by(ThemeRow.position, ThemeRow.slug))
    return [
        ThemeRecord(
            slug=row.slug,
            name=row.name,
            short_name=row.short_name,
            description=row.description,
            icon=row.icon,
            position=row.position,
            aliases=tuple(alias.name for alias in row.aliases),
        )
        for row in rows
    ]


def cities() -> Sequence[CityRecord]:
    rows = db.session.scalars(select(CityRow).order_by(CityRow.position, CityRow.slug))
    return [
        CityRecord(
            slug=row.slug,
            name=row.name,
            country=row.country,
            role=CityRole(row.role),
            population=row.population,
            latitude=row.latitude,
            longitude=row.longitude,
            description=row.description,
            position=row.position,
            aliases=tuple(alias.name for alias in row.aliases),
        )
        for row in rows
    ]


def synonyms() -> Sequence[SynonymsRecord]:
    rows = db.session.scalars(select(SynonymGroupRow).order_by(SynonymGroupRow.id))
    return [SynonymsRecord(words=tuple(each.word for each in row.words)) for row in rows]


def files(keys: Collection[str] | None = None) -> Iterator[FileRecord]:
    """Yield the files with these keys, or all of them, by key."""
    wanted = sorted(keys if keys is not None else db.session.scalars(select(FileRow.key)))
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(FileRow).where(FileRow.key.in_(wanted[start : start + _AT_ONCE])).order_by(FileRow.key)
        yield from map(_file, db.session.scalars(query))


def _file(row: FileRow) -> FileRecord:
    return FileRecord(
        key=row.key,
        name=row.name,
        media_type=row.media_type,
        sha256=row.sha256,
        alt=row.alt,
        created_at=row.created_at,
    )
