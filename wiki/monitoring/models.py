"""Tables of monitoring. A value is never changed: a correction is another value that replaces it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Float, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base, UtcDateTime


class SeriesRow(Base):
    """Of a practice's page or of a replication, never of both."""

    __tablename__ = "series"
    __table_args__ = (
        UniqueConstraint("page_id", "indicator_id", "boundary"),
        UniqueConstraint("replication_id", "indicator_id", "boundary"),
        CheckConstraint("(page_id IS NULL) <> (replication_id IS NULL)", name="one_subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int | None] = mapped_column(ForeignKey("pages.id", ondelete="CASCADE"))
    replication_id: Mapped[int | None] = mapped_column(ForeignKey("replications.id", ondelete="CASCADE"))
    # Without a rule for its end: what was measured keeps its indicator.
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicators.id"), index=True)
    boundary: Mapped[str] = mapped_column(String(200), default="")
    unit: Mapped[str] = mapped_column(String(30))
    # Where parts of years were measured: what the last twelve months came to, if all of them were; see
    # wiki.monitoring.years. Written with the values, for dashboards ask it of every series.
    year: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class SeriesValueRow(Base):
    __tablename__ = "series_values"
    # A dashboard asks for the last value of each kind in each series.
    __table_args__ = (Index("ix_series_values_last", "series_id", "stands", "kind", "ends_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    value: Mapped[float] = mapped_column(Float)
    unit: Mapped[str] = mapped_column(String(30))
    # The value in the unit of its series.
    amount: Mapped[float] = mapped_column(Float)
    method: Mapped[str] = mapped_column(String(20), default="")
    grade: Mapped[str] = mapped_column(String(1), default="")
    weather_corrected: Mapped[bool | None] = mapped_column(Boolean)
    source: Mapped[str] = mapped_column(String(300), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    factor: Mapped[float | None] = mapped_column(Float)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    entered_by: Mapped[str] = mapped_column(String(120))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("series_values.id", ondelete="CASCADE"), unique=True)
    # Neither replaced nor set aside; kept beside what says so, because every list asks it.
    stands: Mapped[bool] = mapped_column(default=True)
    set_aside_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    set_aside_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    set_aside_by: Mapped[str] = mapped_column(String(120), default="")
    set_aside_why: Mapped[str] = mapped_column(String(500), default="")


class ThemeReportRow(Base):
    """An evaluation report as it was frozen: no later value, correction or page reaches it."""

    __tablename__ = "theme_reports"
    __table_args__ = (UniqueConstraint("theme_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("themes.id"))
    number: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    introduction: Mapped[str] = mapped_column(Text)
    assessment: Mapped[str] = mapped_column(Text)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    by: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
