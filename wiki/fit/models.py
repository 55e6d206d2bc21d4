"""Tables of fit. An answer is never changed: a newer one of the same condition takes its place."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base, UtcDateTime


class ProfileValueRow(Base):
    """A value of a city's profile, as a form writes it. An empty one was taken away, and who did that stays known."""

    __tablename__ = "city_profiles"
    __table_args__ = (UniqueConstraint("city_id", "attribute"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("cities.id", ondelete="CASCADE"))
    attribute: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(300))
    as_of: Mapped[str] = mapped_column(String(10))
    # Loaded as demo content, and removed with it unless somebody confirmed or changed it.
    is_demo: Mapped[bool] = mapped_column(default=False)
    updated_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    updated_by: Mapped[str] = mapped_column(String(120))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AnswerRow(Base):
    """What somebody says of a condition in the replication of a practice."""

    __tablename__ = "fit_answers"
    __table_args__ = (Index("ix_fit_answers_replication_id_id", "replication_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    replication_id: Mapped[int] = mapped_column(ForeignKey("replications.id", ondelete="CASCADE"))
    fingerprint: Mapped[str] = mapped_column(String(64))
    # Nothing leaves it to what the profile says; a row that says nothing at all takes the answer before it back.
    score: Mapped[int | None]
    note: Mapped[str] = mapped_column(String(600))
    mitigation: Mapped[str] = mapped_column(String(600))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    by: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
