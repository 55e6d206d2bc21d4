"""Evaluation reports of themes, as they were frozen"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "theme_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], name="fk_theme_reports_theme_id_themes"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_theme_reports_by_id_users", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_theme_reports"),
        sa.UniqueConstraint("theme_id", "number", name="uq_theme_reports_theme_id_number"),
    )


def downgrade() -> None:
    op.drop_table("theme_reports")
