"""Tables of imports: their reports, and which source version became which revision."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base, UtcDateTime


class ImportRow(Base):
    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(200))
    with_history: Mapped[bool]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    report: Mapped[dict[str, Any]] = mapped_column(JSON)


class ImportedVersion(Base):
    """A version of a source file that was taken, so that a second run adds only what is new.

    ``commit`` is empty for a folder.
    """

    __tablename__ = "imported_versions"
    __table_args__ = (UniqueConstraint("commit", "path", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    commit: Mapped[str] = mapped_column(String(40))
    path: Mapped[str] = mapped_column(String(500), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id"), index=True)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revisions.id"))
