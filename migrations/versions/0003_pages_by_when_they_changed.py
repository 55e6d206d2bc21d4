"""Indexes by which pages are walked in the order they changed"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_revisions_created_at_id", "revisions", ["created_at", "id"])
    op.create_index("ix_revisions_published_at_id", "revisions", ["published_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_revisions_published_at_id", "revisions")
    op.drop_index("ix_revisions_created_at_id", "revisions")
