"""The form of a backup: one zip file with a member for each table and each file, and a manifest of them all.

`manifest.json`, `secret`, `wiki.toml` if there is one, `tables/<name>.jsonl` with an object a row,
`files/<sha256>` with the content.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from wiki.upkeep.types import BackupError, Tell

FORMAT = 1
MANIFEST, SECRET, SETTINGS = "manifest.json", "secret", "wiki.toml"
_TABLES, _FILES = "tables/", "files/"
_MEMBER = re.compile(rf"{SECRET}|{re.escape(SETTINGS)}|{_TABLES}[a-z_]+\.jsonl|{_FILES}[0-9a-f]{{64}}")
_MANIFEST_MAX = 64 * 1024 * 1024
CHUNK = 1024 * 1024
# What a damaged archive raises, by kind of damage.
_DAMAGED = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, kw_only=True)
class Member:
    """A member of the archive: its size in bytes, and the SHA-256 of its content."""

    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the archive holds. ``tables`` counts the rows of each table, in the order in which they can be loaded."""

    format: int
    product: str
    schema: str
    made_at: datetime
    tables: Mapping[str, int]
    members: Mapping[str, Member]

    @property
    def files(self) -> Mapping[str, Member]:
        """The files by the SHA-256 under which they are stored."""
        return {name[len(_FILES) :]: each for name, each in self.members.items() if name.startswith(_FILES)}


def product_version() -> str:
    return version("replication-wiki")


def table_member(table: str) -> str:
    return f"{_TABLES}{table}.jsonl"


def file_member(sha256: str) -> str:
    return f"{_FILES}{sha256}"


def add_member(archive: ZipFile, name: str, chunks: Iterable[bytes]) -> Member:
    """Write one member, piece by piece. Files are pictures and documents, which are compressed already."""
    info = ZipInfo(name)
    info.compress_type = ZIP_STORED if name.startswith(_FILES) else ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    digest, size = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=True) as target:
        for chunk in chunks:
            target.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return Member(size=size, sha256=digest.hexdigest())


def add_manifest(archive: ZipFile, manifest: Manifest) -> None:
    values = asdict(manifest) | {"made_at": manifest.made_at.isoformat()}
    add_member(archive, MANIFEST, [json.dumps(values, indent=1).encode()])


def read_member(archive: ZipFile, name: str) -> Iterator[bytes]:
    """Yield a member's content piece by piece."""
    with archive.open(name) as source:
        while chunk := source.read(CHUNK):
            yield chunk


def open_archive(path: str) -> ZipFile:
    """Open a backup. Raises :class:`BackupError`."""
    try:
        return ZipFile(path)
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {path}.") from error
    except _DAMAGED as error:
        raise BackupError(f"{path} is no backup, or it is damaged or incomplete: {error}") from error


def read_manifest(archive: ZipFile) -> Manifest:
    """Return what the archive says it holds, after a look at whether that can be. Raises :class:`BackupError`."""
    infos = {info.filename: info for info in archive.infolist()}
    listed = infos.get(MANIFEST)
    if listed is None or listed.file_size > _MANIFEST_MAX:
        raise BackupError("This is no backup of a wiki: it has no manifest.")
    try:
        manifest = _manifest(json.loads(archive.read(MANIFEST)))
    except (*_DAMAGED, LookupError, TypeError, AttributeError) as error:
        raise BackupError("The backup is damaged: its manifest cannot be read.") from error
    if manifest.format > FORMAT:
        raise BackupError(f"The backup was made by a newer version ({manifest.product}). Install that one first.")
    _require_expected(archive, infos, manifest)
    return manifest


def _manifest(values: Any) -> Manifest:
    return Manifest(
        format=int(values["format"]),
        product=str(values["product"]),
        schema=str(values["schema"]),
        made_at=datetime.fromisoformat(values["made_at"]),
        tables={name: int(count) for name, count in values["tables"].items()},
        members={
            name: Member(size=int(each["size"]), sha256=str(each["sha256"])) for name, each in values["members"].items()
        },
    )


def _require_expected(archive: ZipFile, infos: Mapping[str, ZipInfo], manifest: Manifest) -> None:
    tables = {name for name in manifest.members if name.startswith(_TABLES)}
    if (
        len(archive.infolist()) != len(infos)
        or infos.keys() != {MANIFEST, *manifest.members}
        or tables != set(map(table_member, manifest.tables))
    ):
        raise BackupError("The backup is damaged: it does not hold what its manifest says.")
    for name, member in manifest.members.items():
        if not _MEMBER.fullmatch(name):
            raise BackupError(f"This is no backup of a wiki: it holds {name!r}.")
        if infos[name].file_size != member.size:
            raise BackupError(f"The backup is damaged: {name} has another size than its manifest says.")


def verify(archive: ZipFile, manifest: Manifest, tell: Tell) -> None:
    """Read all of it and compare it with the manifest. Raises :class:`BackupError`."""
    rows = {table_member(table): count for table, count in manifest.tables.items()}
    for name, member in manifest.members.items():
        digest, lines = hashlib.sha256(), 0
        try:
            for chunk in read_member(archive, name):
                digest.update(chunk)
                lines += chunk.count(b"\n")
        except _DAMAGED as error:
            raise BackupError(f"The backup is damaged or incomplete: {name} cannot be read.") from error
        if digest.hexdigest() != member.sha256 or lines != rows.get(name, lines):
            raise BackupError(f"The backup is damaged: {name} is not what was backed up.")
        tell(1)
