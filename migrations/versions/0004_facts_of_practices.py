"""Facts of practices: the filled fields of a revision, and the HTML of those that are prose"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("revisions", sa.Column("facts", sa.JSON()))
    op.add_column("revisions", sa.Column("template_version", sa.Integer()))
    op.add_column("renderings", sa.Column("prose", sa.JSON()))


def downgrade() -> None:
    with op.batch_alter_table("renderings") as renderings:
        renderings.drop_column("prose")
    with op.batch_alter_table("revisions") as revisions:
        revisions.drop_column("template_version")
        revisions.drop_column("facts")
