"""What cities say of themselves, and how conditions were answered"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "city_profiles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=False),
        sa.Column("attribute", sa.String(20), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_by", sa.String(120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["city_id"], ["cities.id"], name="fk_city_profiles_city_id_cities", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["users.id"], name="fk_city_profiles_updated_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_city_profiles"),
        sa.UniqueConstraint("city_id", "attribute", name="uq_city_profiles_city_id_attribute"),
    )
    op.create_table(
        "fit_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("replication_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("score", sa.Integer()),
        sa.Column("note", sa.String(600), nullable=False),
        sa.Column("mitigation", sa.String(600), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_fit_answers_by_id_users", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["replication_id"],
            ["replications.id"],
            name="fk_fit_answers_replication_id_replications",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_fit_answers"),
    )
    op.create_index("ix_fit_answers_replication_id_id", "fit_answers", ["replication_id", "id"])


def downgrade() -> None:
    op.drop_table("fit_answers")
    op.drop_table("city_profiles")
