"""Making a backup: one file, of one moment, while people go on saving."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkstemp
from typing import IO
from zipfile import ZipFile

from sqlalchemy import select

from wiki.core.clock import now
from wiki.core.db import db, snapshot
from wiki.core.schema import newest_revision
from wiki.files.models import FileRow
from wiki.files.storage import FileStorage
from wiki.upkeep.archives import (
    CHUNK,
    FORMAT,
    SECRET,
    SETTINGS,
    Manifest,
    Member,
    add_manifest,
    add_member,
    file_member,
    product_version,
    table_member,
)
from wiki.upkeep.rows import row_lines
from wiki.upkeep.types import BackupError, BackupSummary, Begin, Tell


@dataclass(frozen=True, kw_only=True)
class _Filling:
    """An archive that is being written."""

    archive: ZipFile
    tables: dict[str, int] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, name: str, chunks: Iterator[bytes]) -> None:
        self.members[name] = add_member(self.archive, name, chunks)


def back_up(file: Path, *, home: Path, files: FileStorage, begin: Begin, overwrite: bool = False) -> BackupSummary:
    """Write all there is to one file, which only its owner may read. Raises :class:`BackupError`.

    The file appears when it is complete; until then what was there before stays.
    """
    if file.exists() and not overwrite:
        raise BackupError(f"{file} is there already. Choose another name, or say --overwrite.")
    try:
        handle, part = mkstemp(dir=file.parent, prefix=f".{file.name}-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as target:
                summary = _write(target, file, home=home, files=files, begin=begin)
            Path(part).replace(file)
        finally:
            Path(part).unlink(missing_ok=True)
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror or error}") from error
    return summary


def _write(target: IO[bytes], file: Path, *, home: Path, files: FileStorage, begin: Begin) -> BackupSummary:
    made_at = now()
    with ZipFile(target, "w") as archive:
        filling = _Filling(archive=archive)
        wanted = _add_tables(filling, begin)
        # Content is never changed, and is there before its row: what the rows name can be taken at leisure.
        _add_files(filling, files, wanted, begin("files"))
        for name in (SECRET, SETTINGS):
            if (home / name).is_file():
                filling.add(name, _chunks(home / name))
        manifest = Manifest(
            format=FORMAT,
            product=product_version(),
            schema=newest_revision(),
            made_at=made_at,
            tables=filling.tables,
            members=filling.members,
        )
        add_manifest(archive, manifest)
    target.flush()
    os.fsync(target.fileno())
    return summary_of(manifest, file, tuple(filling.problems))


def _add_tables(filling: _Filling, begin: Begin) -> dict[str, str]:
    """Write the rows of every table as they are at one moment; return hash and name of the files they speak of."""
    with snapshot() as connection:
        for table in db.metadata.sorted_tables:
            tell = begin(table.name)
            filling.tables[table.name] = 0

            def counted(lines: Iterator[bytes], name: str = table.name, tell: Tell = tell) -> Iterator[bytes]:
                for line in lines:
                    filling.tables[name] += 1
                    tell(1)
                    yield line

            filling.add(table_member(table.name), counted(row_lines(connection, table)))
        return {row.sha256: row.name for row in connection.execute(select(FileRow.sha256, FileRow.name))}


def _add_files(filling: _Filling, files: FileStorage, wanted: dict[str, str], tell: Tell) -> None:
    for sha256, name in wanted.items():
        path = files.path(sha256)
        if path.is_file():
            filling.add(file_member(sha256), _chunks(path))
            if filling.members[file_member(sha256)].sha256 != sha256:
                filling.problems.append(f"The content of the file {name} is damaged; the backup holds it as it is.")
        else:
            filling.problems.append(f"The content of the file {name} is missing.")
        tell(1)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk


def summary_of(manifest: Manifest, file: Path, problems: tuple[str, ...] = ()) -> BackupSummary:
    """Tell what is in a backup."""
    return BackupSummary(
        file=str(file),
        made_at=manifest.made_at,
        product=manifest.product,
        schema=manifest.schema,
        tables=manifest.tables,
        files=len(manifest.files),
        size=sum(member.size for member in manifest.files.values()),
        problems=problems,
    )
