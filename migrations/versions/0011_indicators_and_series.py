"""Indicators, and what is measured in them"""

import time
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# What are from now on names of views below the address of a page, here and in what is made beside it.
_WORDS = frozenset({"fit", "replicate", "results"})
_SLUG_MAX = 200
_PAGES = sa.table("pages", sa.column("id", sa.Integer), sa.column("slug", sa.String))
_REDIRECTS = sa.table(
    "redirects",
    sa.column("slug", sa.String),
    sa.column("page_id", sa.Integer),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
_LINKS = sa.table("links", sa.column("page_id", sa.Integer), sa.column("target", sa.String))
_PENDING = sa.table(
    "pending_changes",
    sa.column("topic", sa.String),
    sa.column("subject_id", sa.Integer),
    sa.column("sequence", sa.BigInteger),
)


def _key(column: str, to: str, *, table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{to}"
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "indicators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("theme_id", sa.Integer()),
        sa.Column("unit", sa.String(30), nullable=False),
        sa.Column("direction", sa.String(4), nullable=False),
        sa.Column("calculation", sa.Text(), nullable=False),
        sa.Column("formula", sa.String(40), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        _key("theme_id", "themes", table="indicators", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_indicators"),
        sa.UniqueConstraint("key", name="uq_indicators_key"),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer()),
        sa.Column("replication_id", sa.Integer()),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("boundary", sa.String(200), nullable=False),
        sa.Column("unit", sa.String(30), nullable=False),
        sa.Column("year", sa.JSON(none_as_null=True)),
        _key("page_id", "pages", table="series", ondelete="CASCADE"),
        _key("replication_id", "replications", table="series", ondelete="CASCADE"),
        _key("indicator_id", "indicators", table="series"),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sa.UniqueConstraint("page_id", "indicator_id", "boundary", name="uq_series_page_id_indicator_id_boundary"),
        sa.UniqueConstraint(
            *("replication_id", "indicator_id", "boundary"), name="uq_series_replication_id_indicator_id_boundary"
        ),
        sa.CheckConstraint("(page_id IS NULL) <> (replication_id IS NULL)", name="ck_series_one_subject"),
    )
    op.create_index("ix_series_indicator_id", "series", ["indicator_id"])
    _create_values()
    _move_pages_out_of_reach()


def _create_values() -> None:
    op.create_table(
        "series_values",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("unit", sa.String(30), nullable=False),
        sa.Column("amount", sa.Float(), nullable=False),
        sa.Column("method", sa.String(20), nullable=False),
        sa.Column("grade", sa.String(1), nullable=False),
        sa.Column("weather_corrected", sa.Boolean()),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("factor", sa.Float()),
        sa.Column("entered_by_id", sa.Integer()),
        sa.Column("entered_by", sa.String(120), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaces_id", sa.Integer()),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("set_aside_at", sa.DateTime(timezone=True)),
        sa.Column("set_aside_by_id", sa.Integer()),
        sa.Column("set_aside_by", sa.String(120), nullable=False),
        sa.Column("set_aside_why", sa.String(500), nullable=False),
        _key("series_id", "series", table="series_values", ondelete="CASCADE"),
        _key("entered_by_id", "users", table="series_values", ondelete="SET NULL"),
        _key("replaces_id", "series_values", table="series_values", ondelete="CASCADE"),
        _key("set_aside_by_id", "users", table="series_values", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_series_values"),
        sa.UniqueConstraint("replaces_id", name="uq_series_values_replaces_id"),
    )
    op.create_index("ix_series_values_last", "series_values", ["series_id", "stands", "kind", "ends_on"])


def _move_pages_out_of_reach() -> None:
    """Give pages another address whose own would now mean a view of another page; the old one redirects."""
    connection = op.get_bind()
    pages = connection.execute(sa.select(_PAGES.c.id, _PAGES.c.slug).order_by(_PAGES.c.id)).all()
    held = {slug for _, slug in pages} | set(connection.scalars(sa.select(_REDIRECTS.c.slug)))
    for page_id, slug in pages:
        if _WORDS.isdisjoint(slug.split("/")):
            continue
        moved = _free("/".join(f"{part}-page" if part in _WORDS else part for part in slug.split("/")), held)
        held.add(moved)
        connection.execute(sa.update(_PAGES).where(_PAGES.c.id == page_id).values(slug=moved))
        connection.execute(sa.insert(_REDIRECTS).values(slug=slug, page_id=page_id, created_at=datetime.now(UTC)))
        _note("index", {page_id})
        _note("render", set(connection.scalars(sa.select(_LINKS.c.page_id).where(_LINKS.c.target == slug))))


def _free(slug: str, held: set[str]) -> str:
    free, number = slug[:_SLUG_MAX], 1
    while free in held:
        number += 1
        free = f"{slug[: _SLUG_MAX - 6]}-{number}"
    return free


def _note(topic: str, page_ids: set[int]) -> None:
    """Put pages into the outbox, as a change of theirs does."""
    connection = op.get_bind()
    same = _PENDING.c.topic == topic, _PENDING.c.subject_id.in_(page_ids)
    connection.execute(sa.delete(_PENDING).where(*same))
    for page_id in sorted(page_ids):
        connection.execute(sa.insert(_PENDING).values(topic=topic, subject_id=page_id, sequence=time.time_ns()))


def downgrade() -> None:
    for table in ("series_values", "series", "indicators"):
        op.drop_table(table)
