"""Tables of demand. The log of a request is never changed; its state is what the log's last entry made it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base, UtcDateTime


class RequestRow(Base):
    __tablename__ = "practice_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(160))
    # The folded words of the title, by which those that ask for the same are found.
    title_key: Mapped[str] = mapped_column(String(400))
    why: Mapped[str] = mapped_column(String(600))
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("themes.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    asked_by: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(10), index=True)
    reason: Mapped[str] = mapped_column(String(500), default="")
    page_id: Mapped[int | None] = mapped_column(ForeignKey("pages.id", ondelete="SET NULL"), index=True)
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("practice_requests.id", ondelete="SET NULL"))


class JoinRow(Base):
    """Who wants it. An imported one is of nobody who has an account here."""

    __tablename__ = "request_joins"
    __table_args__ = (UniqueConstraint("request_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("practice_requests.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    city_id: Mapped[int | None] = mapped_column(ForeignKey("cities.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Whether they have seen what became of it.
    told: Mapped[bool] = mapped_column(default=False)


class RequestStepRow(Base):
    __tablename__ = "request_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("practice_requests.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    actor: Mapped[str] = mapped_column(String(120))
    comment: Mapped[str] = mapped_column(String(500))


class MissRow(Base):
    """A question that found nothing, and nothing of who asked."""

    __tablename__ = "search_misses"

    question: Mapped[str] = mapped_column(String(100), primary_key=True)
    count: Mapped[int]
    first_on: Mapped[date]
    last_on: Mapped[date] = mapped_column(index=True)
