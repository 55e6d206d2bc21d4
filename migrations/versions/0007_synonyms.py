"""Synonyms: groups of words that mean the same to who searches"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "synonym_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_synonym_groups"),
    )
    op.create_table(
        "synonyms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["synonym_groups.id"], name="fk_synonyms_group_id_synonym_groups", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_synonyms"),
    )
    op.create_index("ix_synonyms_group_id", "synonyms", ["group_id"])


def downgrade() -> None:
    op.drop_table("synonyms")
    op.drop_table("synonym_groups")
