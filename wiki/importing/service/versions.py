"""Which versions of a source earlier imports took, and what became of them."""

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, insert, select

from wiki.core.db import db
from wiki.importing.models import ImportedVersion
from wiki.importing.types import Version

Key = tuple[str, str, str]
_IN_PATHS = ImportedVersion.path.in_(bindparam("paths", expanding=True))
_FROM_PATHS = select(ImportedVersion).where(_IN_PATHS)
_KNOWN_PATHS = select(ImportedVersion.path).where(_IN_PATHS).distinct()
_REMEMBER = insert(ImportedVersion.__table__)  # type: ignore[arg-type]


def key_of(version: Version) -> Key:
    """Return what tells a version from all others: its commit, its path and the checksum of its bytes."""
    return version.commit, version.path, hashlib.sha256(version.data or b"").hexdigest()


def imported_from(paths: Iterable[str]) -> Sequence[ImportedVersion]:
    """Return what imports took from some paths."""
    return db.session.scalars(_FROM_PATHS, {"paths": list(set(paths))}).all()


def known_paths(paths: Iterable[str]) -> frozenset[str]:
    """Return those of the paths from which an import took something."""
    return frozenset(db.session.scalars(_KNOWN_PATHS, {"paths": list(set(paths))}))


def taken_before(versions: Sequence[Version], imported: Iterable[ImportedVersion]) -> dict[Key, ImportedVersion]:
    """Return those of the versions that are among what was imported."""
    known = {(row.commit, row.path, row.sha256): row for row in imported}
    return {key: known[key] for key in map(key_of, versions) if key in known} if known else {}


def remember(taken: Iterable[tuple[Version, int, int | None]]) -> None:
    """Note which page each version became, and which revision of it; none where the version deleted the page."""
    rows = []
    for version, page_id, revision_id in taken:
        commit, path, sha256 = key_of(version)
        rows.append({"commit": commit, "path": path, "sha256": sha256, "page_id": page_id, "revision_id": revision_id})
    if rows:
        db.session.execute(_REMEMBER, rows)
