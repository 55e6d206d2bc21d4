"""Tables of plans. Nothing in them is ever changed: what stands now is the newest revision, and what the log says."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base, UtcDateTime


class PlanRevisionRow(Base):
    __tablename__ = "plan_revisions"
    __table_args__ = (UniqueConstraint("replication_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    replication_id: Mapped[int] = mapped_column(ForeignKey("replications.id", ondelete="CASCADE"))
    number: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    template_version: Mapped[int]
    comment: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    author: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class PlanStepRow(Base):
    """A step of a plan's review, which names the revision it was about."""

    __tablename__ = "plan_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    replication_id: Mapped[int] = mapped_column(ForeignKey("replications.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    comment: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    actor: Mapped[str] = mapped_column(String(120))
    # The city they spoke for on that day, wherever they may work now.
    city_id: Mapped[int | None] = mapped_column(ForeignKey("cities.id"))


class TakeOverRow(Base):
    """What a city decided on an edition that followed its own, with or without a plan."""

    __tablename__ = "take_overs"

    id: Mapped[int] = mapped_column(primary_key=True)
    replication_id: Mapped[int] = mapped_column(ForeignKey("replications.id", ondelete="CASCADE"), index=True)
    edition: Mapped[int]
    decisions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    # The revision of the plan that came of it; nothing where it stayed as it was.
    number: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    actor: Mapped[str] = mapped_column(String(120))
