"""Tables of replications. The log of moves is never changed; where one stands is what its last move made it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base, UtcDateTime


class ReplicationRow(Base):
    __tablename__ = "replications"

    id: Mapped[int] = mapped_column(primary_key=True)
    # The practice that is taken up, and the number of the edition it is based on; nothing before there was one.
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id", ondelete="CASCADE"), index=True)
    edition: Mapped[int | None]
    city_id: Mapped[int] = mapped_column(ForeignKey("cities.id"), index=True)
    district: Mapped[str] = mapped_column(String(160))
    title: Mapped[str] = mapped_column(String(200))
    # The building blocks that were chosen: of each its name as it was, and the key of its row.
    blocks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    responsible: Mapped[str] = mapped_column(String(120))
    stage: Mapped[int] = mapped_column(index=True)
    exit: Mapped[str] = mapped_column(String(10))
    # Why it was left; empty while it goes on.
    reason: Mapped[str] = mapped_column(Text)
    # Until it is shared it is the city's own and the task force's.
    shared: Mapped[bool]
    # Keys of the indicators that were measured well there; monitoring writes it, for what rests on it lies below.
    confirming: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_by: Mapped[str] = mapped_column(String(120))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Counts every change, so that nobody overwrites one they have not seen.
    version: Mapped[int]


class MoveRow(Base):
    """A step of a replication. The first has nothing before it."""

    __tablename__ = "replication_moves"

    id: Mapped[int] = mapped_column(primary_key=True)
    replication_id: Mapped[int] = mapped_column(ForeignKey("replications.id", ondelete="CASCADE"), index=True)
    from_stage: Mapped[int | None]
    from_exit: Mapped[str | None] = mapped_column(String(10))
    to_stage: Mapped[int]
    to_exit: Mapped[str] = mapped_column(String(10))
    # The day it happened, which may be long before it was entered.
    happened_on: Mapped[date]
    evidence: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(String(500))
    # Of an exit, the reason for it.
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    actor: Mapped[str] = mapped_column(String(120))
