"""Demand: practices that are wanted, who wants them, what was done about it, and questions that found nothing"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _key(column: str, to: str, *, table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}", ondelete=ondelete)


def upgrade() -> None:
    _create_requests()
    _create_joins()
    _create_steps()
    op.create_table(
        "search_misses",
        sa.Column("question", sa.String(100), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("question", name="pk_search_misses"),
    )
    op.create_index("ix_search_misses_last_on", "search_misses", ["last_on"])


def _create_requests() -> None:
    op.create_table(
        "practice_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(160), nullable=False),
        sa.Column("title_key", sa.String(400), nullable=False),
        sa.Column("why", sa.String(600), nullable=False),
        sa.Column("theme_id", sa.Integer()),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer()),
        sa.Column("asked_by", sa.String(120), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("page_id", sa.Integer()),
        sa.Column("same_as_id", sa.Integer()),
        _key("theme_id", "themes", table="practice_requests", ondelete="SET NULL"),
        _key("asked_by_id", "users", table="practice_requests", ondelete="SET NULL"),
        _key("page_id", "pages", table="practice_requests", ondelete="SET NULL"),
        _key("same_as_id", "practice_requests", table="practice_requests", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_practice_requests"),
    )
    op.create_index("ix_practice_requests_state", "practice_requests", ["state"])
    op.create_index("ix_practice_requests_page_id", "practice_requests", ["page_id"])


def _create_joins() -> None:
    op.create_table(
        "request_joins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer()),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("city_id", sa.Integer()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        _key("request_id", "practice_requests", table="request_joins", ondelete="CASCADE"),
        _key("user_id", "users", table="request_joins", ondelete="CASCADE"),
        _key("city_id", "cities", table="request_joins", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_request_joins"),
        sa.UniqueConstraint("request_id", "user_id", name="uq_request_joins_request_id_user_id"),
    )
    op.create_index("ix_request_joins_user_id", "request_joins", ["user_id"])


def _create_steps() -> None:
    op.create_table(
        "request_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("comment", sa.String(500), nullable=False),
        _key("request_id", "practice_requests", table="request_steps", ondelete="CASCADE"),
        _key("actor_id", "users", table="request_steps", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_request_steps"),
    )
    op.create_index("ix_request_steps_request_id", "request_steps", ["request_id"])


def downgrade() -> None:
    for table in ("search_misses", "request_steps", "request_joins", "practice_requests"):
        op.drop_table(table)
