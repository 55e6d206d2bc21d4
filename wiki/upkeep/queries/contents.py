"""The files folder: content as its rows say, nothing that belongs to nobody, thumbnails that can be drawn."""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.files.models import FileRow
from wiki.files.rules import require_sound
from wiki.upkeep.types import Finding, Severity, Stores, Tell

_BATCH = 200
# What is younger may belong to a save that is not finished yet.
_GRACE_SECONDS = 3600.0


def damaged(stores: Stores, tell: Tell) -> Iterator[Finding]:
    """Read the content of every file and compare it with its size and hash."""
    for row_id, name, sha256, size in _rows():
        path = stores.files.path(sha256)
        subject = f"file {row_id}"
        if not path.is_file():
            sentence = f"The content of the file {name} is not at {path}."
            yield Finding(code="file-missing", subject=subject, sentence=sentence, severity=Severity.ERROR)
        elif path.stat().st_size != size or _hash(path) != sha256:
            sentence = f"The content of the file {name} at {path} is not what was uploaded."
            yield Finding(code="file-damaged", subject=subject, sentence=sentence, severity=Severity.ERROR)
        tell(1)


def unclaimed(stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for content that no row names, and for what an interrupted upload left."""
    for folder in stores.files.content_folders():
        names = {path.name: path for path in folder.iterdir() if _is_old(path)}
        claimed = set(db.session.scalars(select(FileRow.sha256).where(FileRow.sha256.in_(names))))
        for name in sorted(names.keys() - claimed):
            is_left = name.startswith(".new-")
            yield Finding(
                code="upload-left" if is_left else "file-unclaimed",
                subject=f"content {name}",
                sentence=f"An interrupted upload left {names[name]}." if is_left else f"No file names {names[name]}.",
                severity=Severity.DISPOSABLE if is_left else Severity.NOTE,
                target=str(names[name]),
            )


def thumbnails(stores: Stores, tell: Tell) -> Iterator[Finding]:
    """Look for thumbnails that cannot be drawn, or are of no file."""
    for path in stores.files.thumbnails():
        tell(1)
        sha256 = path.name.partition("-")[0]
        if db.session.scalar(select(FileRow.id).where(FileRow.sha256 == sha256)) is None:
            if _is_old(path):
                yield _thumbnail("thumbnail-unclaimed", path, "is of no file")
        elif not _is_sound(path):
            yield _thumbnail("thumbnail-damaged", path, "cannot be drawn")


def _rows() -> Iterator[tuple[int, str, str, int]]:
    last = 0
    columns = select(FileRow.id, FileRow.name, FileRow.sha256, FileRow.size).order_by(FileRow.id).limit(_BATCH)
    while batch := db.session.execute(columns.where(FileRow.id > last)).all():
        for row in batch:
            yield row.id, row.name, row.sha256, row.size
        last = batch[-1].id


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > _GRACE_SECONDS


def _is_sound(path: Path) -> bool:
    try:
        require_sound(path.read_bytes())
    except Invalid:
        return False
    return True


def _thumbnail(code: str, path: Path, words: str) -> Finding:
    sentence, severity = f"The thumbnail {path} {words}.", Severity.DISPOSABLE
    return Finding(code=code, subject=f"thumbnail {path.name}", sentence=sentence, severity=severity, target=str(path))
