"""Replications and their moves"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "replications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("city_id", sa.Integer(), nullable=False),
        sa.Column("district", sa.String(160), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("responsible", sa.String(120), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("exit", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.String(120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_replications_page_id_pages", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["city_id"], ["cities.id"], name="fk_replications_city_id_cities"),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["users.id"], name="fk_replications_responsible_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["users.id"], name="fk_replications_created_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_replications"),
    )
    for column in ("page_id", "city_id", "responsible_id", "stage"):
        op.create_index(f"ix_replications_{column}", "replications", [column])
    op.create_table(
        "replication_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("replication_id", sa.Integer(), nullable=False),
        sa.Column("from_stage", sa.Integer(), nullable=True),
        sa.Column("from_exit", sa.String(10), nullable=True),
        sa.Column("to_stage", sa.Integer(), nullable=False),
        sa.Column("to_exit", sa.String(10), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("link", sa.String(500), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(
            ["replication_id"],
            ["replications.id"],
            name="fk_replication_moves_replication_id_replications",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["users.id"], name="fk_replication_moves_actor_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_replication_moves"),
    )
    for column in ("replication_id", "at"):
        op.create_index(f"ix_replication_moves_{column}", "replication_moves", [column])


def downgrade() -> None:
    op.drop_table("replication_moves")
    op.drop_table("replications")
