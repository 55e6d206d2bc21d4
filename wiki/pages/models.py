"""Tables of pages. Revisions are immutable rows; renderings and links can be rebuilt from them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.db import Base, UtcDateTime


class PageRow(Base):
    __tablename__ = "pages"
    __table_args__ = (Index("ix_pages_kind_archived_at", "kind", "archived_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    # The title as a link key, so that [[A title]] finds a page whose address says otherwise: the published one,
    # for a link tells everybody that its page exists; the current one while nothing is published.
    title_key: Mapped[str] = mapped_column(String(200), index=True)
    current_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revisions.id", use_alter=True), index=True)
    published_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revisions.id", use_alter=True), index=True)
    # Of a practice that was disseminated: the number of its newest edition, which alone visitors read.
    edition: Mapped[int | None]
    # When that was disseminated, and when it was said last to hold: the pages layer knows no reviews, and lists order
    # by both.
    edition_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    # Of a practice: the cities (slugs) that took it up, each with the keys of the indicators that were measured well
    # there, and the keys of the indicators it has series of; see wiki.pages.returned. Written by who knows of both.
    replicated: Mapped[dict[str, list[str]] | None] = mapped_column(JSON(none_as_null=True))
    measures: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RevisionRow(Base):
    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("page_id", "number"),
        # For who walks all pages by when they changed, as members and as visitors see it.
        Index("ix_revisions_created_at_id", "created_at", "id"),
        Index("ix_revisions_published_at_id", "published_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(255))
    summary: Mapped[str] = mapped_column(String(400))
    language: Mapped[str] = mapped_column(String(12))
    body: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    # A practice's or a meeting's filled fields, and the version of the templates they follow; nothing where none is.
    facts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    template_version: Mapped[int | None]
    lead_file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    starts_on: Mapped[date | None] = mapped_column(index=True)
    ends_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(200))
    comment: Mapped[str] = mapped_column(String(500))
    minor: Mapped[bool]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    author: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # When visitors could first read it; only such revisions are in their history.
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RenderingRow(Base):
    __tablename__ = "renderings"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True)
    html: Mapped[str] = mapped_column(Text)
    headings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    # The HTML of the facts that are prose, by their fields.
    prose: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))


class MeetingPointRow(Base):
    """A row of a meeting's facts that shows elsewhere (see :class:`wiki.facts.Point`); made with the rendering."""

    __tablename__ = "meeting_points"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    row_id: Mapped[str] = mapped_column(String(12), primary_key=True)
    place: Mapped[int]
    theme: Mapped[str] = mapped_column(String(200), index=True)
    city: Mapped[str] = mapped_column(String(200), index=True)
    due: Mapped[date | None]
    is_done: Mapped[bool]
    cells: Mapped[dict[str, Any]] = mapped_column(JSON)


class BarrierRow(Base):
    """A barrier among a practice's facts (see :class:`wiki.facts.Barrier`); made with the rendering."""

    __tablename__ = "barriers"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True)
    row_id: Mapped[str] = mapped_column(String(12), primary_key=True)
    place: Mapped[int]
    category: Mapped[str] = mapped_column(String(20))
    phase: Mapped[str] = mapped_column(String(20))
    is_open: Mapped[bool]
    cells: Mapped[dict[str, Any]] = mapped_column(JSON)


class RevisionTheme(Base):
    __tablename__ = "revision_themes"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("themes.id"), primary_key=True, index=True)
    position: Mapped[int]
    inferred: Mapped[bool] = mapped_column(default=False)


class RevisionCity(Base):
    __tablename__ = "revision_cities"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("cities.id"), primary_key=True, index=True)
    position: Mapped[int]
    inferred: Mapped[bool] = mapped_column(default=False)


class RedirectRow(Base):
    __tablename__ = "redirects"

    slug: Mapped[str] = mapped_column(String(200), primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DemoPageRow(Base):
    """A page of the demo content, and the revision it was brought with: a later one is people's own."""

    __tablename__ = "demo_pages"

    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id", ondelete="CASCADE"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))


class LinkRow(Base):
    """A wiki link of a page: ``target`` is the key as written; which of the two pointers holds it."""

    __tablename__ = "links"

    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id", ondelete="CASCADE"), primary_key=True)
    target: Mapped[str] = mapped_column(String(200), primary_key=True, index=True)
    in_current: Mapped[bool]
    in_published: Mapped[bool]


class EventRow(Base):
    __tablename__ = "events"
    __table_args__ = (Index("ix_events_at_id", "at", "id"), Index("ix_events_actor_id_at", "actor_id", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id"), index=True)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revisions.id"))
    action: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    actor: Mapped[str] = mapped_column(String(120))
    # Whether visitors may know: saves of working copies are the members' own.
    public: Mapped[bool]
    minor: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str] = mapped_column(String(500), default="")
    size_change: Mapped[int | None]
    detail: Mapped[str] = mapped_column(String(420), default="")
