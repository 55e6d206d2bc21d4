"""Reads of imports."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from wiki.core.db import db
from wiki.core.errors import NotFound
from wiki.importing.models import ImportRow


@dataclass(frozen=True, kw_only=True)
class ImportRun:
    """An import that was made; ``report`` is the JSON form of :mod:`wiki.importing.report`."""

    id: int
    source: str
    with_history: bool
    started_at: datetime
    finished_at: datetime | None
    report: dict[str, Any]


def list_imports(limit: int = 100) -> tuple[ImportRun, ...]:
    """Return the imports, newest first."""
    rows = db.session.scalars(select(ImportRow).order_by(ImportRow.id.desc()).limit(limit))
    return tuple(map(_run, rows))


def get_import(import_id: int) -> ImportRun:
    row = db.session.get(ImportRow, import_id)
    if row is None:
        raise NotFound
    return _run(row)


def _run(row: ImportRow) -> ImportRun:
    return ImportRun(
        id=row.id,
        source=row.source,
        with_history=row.with_history,
        started_at=row.started_at,
        finished_at=row.finished_at,
        report=row.report,
    )
