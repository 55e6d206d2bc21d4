"""Peer exchange: visits and workshops of cities, what they want to learn, and what was done about it"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def _key(column: str, to: str, *, table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}", ondelete=ondelete)


def upgrade() -> None:
    _create_exchanges()
    op.create_table(
        "exchange_guests",
        sa.Column("exchange_id", sa.Integer(), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=False),
        _key("exchange_id", "exchanges", table="exchange_guests", ondelete="CASCADE"),
        _key("city_id", "cities", table="exchange_guests"),
        sa.PrimaryKeyConstraint("exchange_id", "city_id", name="pk_exchange_guests"),
    )
    op.create_index("ix_exchange_guests_city_id", "exchange_guests", ["city_id"])
    _create_interests()
    op.create_table(
        "interest_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interest_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("comment", sa.String(500), nullable=False),
        _key("interest_id", "interests", table="interest_steps", ondelete="CASCADE"),
        _key("actor_id", "users", table="interest_steps", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_interest_steps"),
    )
    op.create_index("ix_interest_steps_interest_id", "interest_steps", ["interest_id"])


def _create_exchanges() -> None:
    op.create_table(
        "exchanges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(20), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date()),
        sa.Column("host_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer()),
        sa.Column("page_id", sa.Integer()),
        sa.Column("replication_id", sa.Integer()),
        sa.Column("people", sa.Integer()),
        sa.Column("mentor", sa.String(120), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("link", sa.String(500), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("created_by", sa.String(120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("host_id", "cities", table="exchanges"),
        _key("theme_id", "themes", table="exchanges", ondelete="SET NULL"),
        _key("page_id", "pages", table="exchanges", ondelete="CASCADE"),
        _key("replication_id", "replications", table="exchanges", ondelete="CASCADE"),
        _key("created_by_id", "users", table="exchanges", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_exchanges"),
    )
    for column in ("starts_on", "host_id", "page_id", "replication_id"):
        op.create_index(f"ix_exchanges_{column}", "exchanges", [column])


def _create_interests() -> None:
    op.create_table(
        "interests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer()),
        sa.Column("does", sa.Text(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("travel", sa.String(300), nullable=False),
        sa.Column("follows_up", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("exchange_id", sa.Integer()),
        sa.Column("partner_id", sa.Integer()),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer()),
        sa.Column("made_by", sa.String(120), nullable=False),
        _key("city_id", "cities", table="interests"),
        _key("theme_id", "themes", table="interests"),
        _key("page_id", "pages", table="interests", ondelete="SET NULL"),
        _key("exchange_id", "exchanges", table="interests", ondelete="SET NULL"),
        _key("partner_id", "cities", table="interests"),
        _key("made_by_id", "users", table="interests", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_interests"),
    )
    for column in ("city_id", "page_id", "state", "exchange_id"):
        op.create_index(f"ix_interests_{column}", "interests", [column])


def downgrade() -> None:
    for table in ("interest_steps", "interests", "exchange_guests", "exchanges"):
        op.drop_table(table)
