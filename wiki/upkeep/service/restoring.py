"""Putting a whole wiki back from a backup.

What could go wrong is looked for before anything is changed. Then come the files, which harm nobody while no row
names them; the database in one transaction; the key and the settings; last the index. Whoever is interrupted has
the old wiki, or one that the same command with ``--overwrite`` completes.
"""

import os
import shutil
import tomllib
from collections.abc import Collection
from pathlib import Path
from zipfile import ZipFile

from sqlalchemy import func, inspect, select

from wiki.core.db import db
from wiki.core.schema import known_revisions
from wiki.files.storage import FileStorage
from wiki.search.indexer import rebuild_index
from wiki.upkeep.archives import (
    SECRET,
    SETTINGS,
    Manifest,
    file_member,
    open_archive,
    read_manifest,
    read_member,
    verify,
)
from wiki.upkeep.service.backing_up import summary_of
from wiki.upkeep.service.loading import load_database
from wiki.upkeep.types import BackupError, BackupSummary, Begin, Stores

_TELLING_TABLES = ("pages", "users")


def restore(file: Path, *, home: Path, stores: Stores, begin: Begin, overwrite: bool = False) -> BackupSummary:
    """Make this wiki what the backup holds, and return what that is. Raises :class:`BackupError`."""
    with open_archive(str(file)) as archive:
        manifest = read_manifest(archive)
        _require_known(manifest)
        _require_room(manifest, home)
        if not overwrite:
            _require_empty(stores.files)
        verify(archive, manifest, begin("reading the backup"))
        _load(archive, manifest, stores.files, begin)
        problems = _write_settings(archive, manifest, home)
    _drop_others(stores.files, manifest.files.keys())
    rebuild_index(stores.search, begin("search index"))
    return summary_of(manifest, file, problems)


def _require_known(manifest: Manifest) -> None:
    if manifest.schema not in known_revisions():
        raise BackupError(
            f"The backup was made by a newer version ({manifest.product}, schema {manifest.schema}). "
            "Install that one first."
        )


def _require_room(manifest: Manifest, home: Path) -> None:
    needed, free = sum(member.size for member in manifest.members.values()), shutil.disk_usage(home).free
    if needed > free:
        raise BackupError(f"The backup needs {needed:,} bytes in {home}, where {free:,} are free.")


def _require_empty(files: FileStorage) -> None:
    there = inspect(db.engine).get_table_names()
    held = [
        f"{count} {name}"
        for name in _TELLING_TABLES
        if name in there and (count := db.session.scalar(select(func.count()).select_from(db.metadata.tables[name])))
    ]
    if not held and any(True for folder in files.content_folders() for _ in folder.iterdir()):
        held = ["files"]
    if held:
        raise BackupError(f"This wiki holds {' and '.join(held)}. To replace all of it, say --overwrite.")


def _load(archive: ZipFile, manifest: Manifest, files: FileStorage, begin: Begin) -> None:
    tell, written = begin("files"), []
    try:
        for sha256, member in manifest.files.items():
            is_new, is_whole = not files.path(sha256).exists(), member.sha256 == sha256
            if is_new:
                written.append(files.path(sha256))
            if is_new or is_whole:
                files.put(sha256, read_member(archive, file_member(sha256)))
            tell(1)
        load_database(archive, manifest, begin)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _write_settings(archive: ZipFile, manifest: Manifest, home: Path) -> tuple[str, ...]:
    """Put the key in its place, and the settings where there are none; return what is left to do by hand."""
    if SECRET in manifest.members:
        _write(home / SECRET, archive.read(SECRET))
    if SETTINGS not in manifest.members:
        return ()
    given, there = archive.read(SETTINGS), home / SETTINGS
    if there.is_file() and there.read_bytes() == given:
        return ()
    # The rows were just loaded into the database of this machine: settings that name another would hide them.
    if there.is_file() or _may_name_a_database(given):
        aside = there.with_name(f"{SETTINGS}.restored")
        _write(aside, given)
        return (f"The settings of the backup are in {aside}; those of this machine stand. Compare them.",)
    _write(there, given)
    return ()


def _may_name_a_database(settings: bytes) -> bool:
    try:
        return "database_url" in tomllib.loads(settings.decode())
    except ValueError:
        return True


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _drop_others(files: FileStorage, kept: Collection[str]) -> None:
    """Remove content and thumbnails of the wiki that was here before."""
    for folder in files.content_folders():
        for path in folder.iterdir():
            if path.name not in kept:
                path.unlink()
    for path in files.thumbnails():
        if path.name.partition("-")[0] not in kept:
            path.unlink()
