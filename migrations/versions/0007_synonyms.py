"""Synonyms: groups of words that mean the same to who searches"""

import json
from datetime import UTC, datetime
from importlib import resources

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_THEMES = sa.table("themes", sa.column("id", sa.Integer))
_GROUPS = sa.table("synonym_groups", sa.column("id", sa.Integer), sa.column("updated_at", sa.DateTime(timezone=True)))
_WORDS = sa.table("synonyms", sa.column("group_id", sa.Integer), sa.column("word", sa.String))


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
    _load_starter()


def _load_starter() -> None:
    """Give a wiki that is in use what a new one has from its first day; a new one gets it with its themes."""
    connection = op.get_bind()
    if connection.scalar(sa.select(sa.func.count()).select_from(_THEMES)) == 0:
        return
    starter = resources.files("wiki.taxonomy").joinpath("starter.json").read_text(encoding="utf-8")
    for words in json.loads(starter)["synonyms"]:
        added = sa.insert(_GROUPS).values(updated_at=datetime.now(UTC)).returning(_GROUPS.c.id)
        group = connection.scalar(added)
        connection.execute(sa.insert(_WORDS), [{"group_id": group, "word": word} for word in words])


def downgrade() -> None:
    op.drop_table("synonyms")
    op.drop_table("synonym_groups")
