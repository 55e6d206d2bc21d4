"""Tables of the review. Steps and editions are never changed; what stands now is told from them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base, UtcDateTime
from wiki.practices.tokens import TOKEN_LENGTH


class StepRow(Base):
    __tablename__ = "review_steps"
    __table_args__ = (Index("ix_review_steps_page_id_id", "page_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id", ondelete="CASCADE"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    actor: Mapped[str] = mapped_column(String(120))
    # The city they spoke for on that day, wherever they may work now.
    city_id: Mapped[int | None] = mapped_column(ForeignKey("cities.id"))
    comment: Mapped[str] = mapped_column(Text)
    # The practice that took the place of this one.
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("pages.id", ondelete="SET NULL"))


class LookRow(Base):
    """The revision that a reviewer saw last."""

    __tablename__ = "review_looks"

    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class RemarkRow(Base):
    __tablename__ = "remarks"

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id", ondelete="CASCADE"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), index=True)
    # A fact (``facts.cost_band``), a field of the page (``summary``), a heading (``#results``), or all of it (empty).
    place: Mapped[str] = mapped_column(String(200))
    quote: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    author: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolver_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    resolver: Mapped[str] = mapped_column(String(120), default="")
    resolution: Mapped[str] = mapped_column(String(500), default="")


class EditionRow(Base):
    """What was disseminated, as it was on that day: no later change of texts, template or links reaches it."""

    __tablename__ = "editions"
    __table_args__ = (UniqueConstraint("page_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id", ondelete="CASCADE"))
    number: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), index=True)
    # What its permanent address says, here and wherever it is imported: numbers of rows are given out again.
    token: Mapped[str] = mapped_column(String(TOKEN_LENGTH), unique=True)
    disseminated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    review_due: Mapped[date] = mapped_column(index=True)
    # When results are expected; nothing where they are measured.
    results_due: Mapped[date | None]
    citation: Mapped[str] = mapped_column(Text)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    html: Mapped[str] = mapped_column(Text)
    headings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    prose: Mapped[dict[str, str]] = mapped_column(JSON)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
