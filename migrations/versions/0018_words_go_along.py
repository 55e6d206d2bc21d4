"""Words go along with a change: those of the revision that a save made, until the index has them"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pending_changes", sa.Column("revision_id", sa.Integer()))
    op.add_column("pending_changes", sa.Column("words", sa.Text()))


def downgrade() -> None:
    with op.batch_alter_table("pending_changes") as changes:
        changes.drop_column("words")
        changes.drop_column("revision_id")
