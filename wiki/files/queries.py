"""Reads of attachments."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import select

from wiki.core.db import db
from wiki.core.ids import FileId
from wiki.files.models import FileRow
from wiki.files.types import StoredFile


def hash_of(data: bytes) -> str:
    """Return the name under which content is stored."""
    return hashlib.sha256(data).hexdigest()


def stored(row: FileRow) -> StoredFile:
    return StoredFile(
        id=FileId(row.id),
        key=row.key,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        width=row.width,
        height=row.height,
        alt=row.alt,
    )


def find_file(key: str) -> tuple[StoredFile, str] | None:
    """Return the file under an address' key, and its SHA-256."""
    row = db.session.scalar(select(FileRow).where(FileRow.key == key))
    return (stored(row), row.sha256) if row else None


def find_by_content(data: bytes) -> StoredFile | None:
    """Return the file that holds just this, whatever it is called."""
    row = db.session.scalar(select(FileRow).where(FileRow.sha256 == hash_of(data)))
    return stored(row) if row else None


def find_by_path(path: str) -> StoredFile | None:
    """Return the file a Markdown address such as ``/files/<key>/<name>`` stands for."""
    parts = path.split("/")
    if len(parts) < 3 or parts[1] != "files":
        return None
    found = find_file(parts[2])
    return found[0] if found else None


def list_files(limit: int = 100, *, before: int | None = None) -> tuple[StoredFile, ...]:
    """Return the newest files, of those before a number if one is given."""
    query = select(FileRow).order_by(FileRow.id.desc()).limit(limit)
    rows = db.session.scalars(query if before is None else query.where(FileRow.id < before))
    return tuple(map(stored, rows))


def list_files_by_key(keys: Iterable[str]) -> tuple[StoredFile, ...]:
    """Return the files of some keys, those that there are, by name."""
    rows = db.session.scalars(select(FileRow).where(FileRow.key.in_(set(keys))).order_by(FileRow.name, FileRow.id))
    return tuple(map(stored, rows))
