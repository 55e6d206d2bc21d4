"""Which pages are demo content, and the revision they were brought with"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "demo_pages",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page_id"], ["pages.id"], name=op.f("fk_demo_pages_page_id_pages"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name=op.f("fk_demo_pages_revision_id_revisions")),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_demo_pages")),
    )


def downgrade() -> None:
    op.drop_table("demo_pages")
