"""Replication plans: their revisions, their review, and what was decided on new editions"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("replication_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_keys("plan_revisions", "author_id"),
        sa.UniqueConstraint("replication_id", "number", name="uq_plan_revisions_replication_id_number"),
    )
    op.create_table(
        "plan_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("replication_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=True),
        *_keys("plan_steps", "actor_id"),
        sa.ForeignKeyConstraint(["city_id"], ["cities.id"], name="fk_plan_steps_city_id_cities"),
    )
    op.create_index("ix_plan_steps_replication_id", "plan_steps", ["replication_id"])
    op.create_table(
        "take_overs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("replication_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(120), nullable=False),
        *_keys("take_overs", "actor_id"),
    )
    op.create_index("ix_take_overs_replication_id", "take_overs", ["replication_id"])


def downgrade() -> None:
    for table in ("take_overs", "plan_steps", "plan_revisions"):
        op.drop_table(table)


def _keys(table: str, author: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["replication_id"],
            ["replications.id"],
            name=f"fk_{table}_replication_id_replications",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint([author], ["users.id"], name=f"fk_{table}_{author}_users", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
