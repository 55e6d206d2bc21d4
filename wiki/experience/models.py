"""Tables of experiences, and the log of what was done to them."""

from datetime import date, datetime

from sqlalchemy import Float, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base, UtcDateTime


class ExperienceRow(Base):
    """What a kind does not have is empty."""

    __tablename__ = "replication_experiences"

    id: Mapped[int] = mapped_column(primary_key=True)
    replication_id: Mapped[int] = mapped_column(ForeignKey("replications.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    happened_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(String(20))
    phase: Mapped[str] = mapped_column(String(20))
    severity: Mapped[int | None]
    # A barrier is open while this is empty.
    solved: Mapped[str] = mapped_column(Text)
    solved_on: Mapped[date | None]
    help_wanted: Mapped[bool]
    measure: Mapped[str | None] = mapped_column(String(10))
    planned: Mapped[float | None] = mapped_column(Float)
    actual: Mapped[float | None] = mapped_column(Float)
    unit: Mapped[str] = mapped_column(String(10))
    differently: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_by: Mapped[str] = mapped_column(String(120))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Counts every change, so that nobody overwrites one they have not seen.
    version: Mapped[int]


class ExperienceEventRow(Base):
    """Stays when its experience is taken away, with what that said."""

    __tablename__ = "experience_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    replication_id: Mapped[int] = mapped_column(ForeignKey("replications.id", ondelete="CASCADE"), index=True)
    experience_id: Mapped[int | None] = mapped_column(
        ForeignKey("replication_experiences.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str] = mapped_column(String(12))
    action: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    actor: Mapped[str] = mapped_column(String(120))
