"""Tables of peer exchange. The log of an interest is never changed; its state is what the log's last entry made it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base, UtcDateTime


class ExchangeRow(Base):
    """A visit, a workshop or a mentoring. One without an end day is of one day; a mentoring without it goes on."""

    __tablename__ = "exchanges"

    id: Mapped[int] = mapped_column(primary_key=True)
    format: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    starts_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date | None]
    host_id: Mapped[int] = mapped_column(ForeignKey("cities.id"), index=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("themes.id", ondelete="SET NULL"))
    # The practice it is about; of one that belongs to a replication always the replication's.
    page_id: Mapped[int | None] = mapped_column(ForeignKey("pages.id", ondelete="CASCADE"), index=True)
    replication_id: Mapped[int | None] = mapped_column(ForeignKey("replications.id", ondelete="CASCADE"), index=True)
    people: Mapped[int | None]
    # A person's name, of those who read names.
    mentor: Mapped[str] = mapped_column(String(120))
    outcome: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(String(500))
    # Loaded as demo content, and removed with it unless somebody changed it.
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_by: Mapped[str] = mapped_column(String(120))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Counts every change, so that nobody overwrites one they have not seen.
    version: Mapped[int]


class GuestRow(Base):
    """A city whose people come to the host."""

    __tablename__ = "exchange_guests"

    exchange_id: Mapped[int] = mapped_column(ForeignKey("exchanges.id", ondelete="CASCADE"), primary_key=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("cities.id"), primary_key=True, index=True)


class InterestRow(Base):
    """What a city wants to learn from others: the four questions of an application for a seat at an exchange."""

    __tablename__ = "interests"

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("cities.id"), index=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("themes.id"))
    page_id: Mapped[int | None] = mapped_column(ForeignKey("pages.id", ondelete="SET NULL"), index=True)
    does: Mapped[str] = mapped_column(Text)
    issue: Mapped[str] = mapped_column(Text)
    # The kind of barrier the issue is, as practices tell theirs; empty for none in particular.
    category: Mapped[str] = mapped_column(String(20))
    travel: Mapped[str] = mapped_column(String(300))
    follows_up: Mapped[bool]
    state: Mapped[str] = mapped_column(String(10), index=True)
    # What it was matched with: an exchange, a city, or both.
    exchange_id: Mapped[int | None] = mapped_column(ForeignKey("exchanges.id", ondelete="SET NULL"), index=True)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("cities.id"))
    is_demo: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    made_by: Mapped[str] = mapped_column(String(120))


class InterestStepRow(Base):
    __tablename__ = "interest_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    interest_id: Mapped[int] = mapped_column(ForeignKey("interests.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    actor: Mapped[str] = mapped_column(String(120))
    comment: Mapped[str] = mapped_column(String(500))
