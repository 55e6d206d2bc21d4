"""What of meetings shows elsewhere"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_points",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("row_id", sa.String(12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(200), nullable=False),
        sa.Column("city", sa.String(200), nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name="fk_meeting_points_revision_id_revisions", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "kind", "row_id", name="pk_meeting_points"),
    )
    op.create_index("ix_meeting_points_theme", "meeting_points", ["theme"])
    op.create_index("ix_meeting_points_city", "meeting_points", ["city"])


def downgrade() -> None:
    op.drop_table("meeting_points")
