"""What cities learn as they take practices up, barriers of practices, and what is known of practices elsewhere"""

import time
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

DECIDED, OPERATION = 5, 7


def upgrade() -> None:
    _make_experiences()
    _make_events()
    _make_barriers()
    op.add_column("pages", sa.Column("replicated", sa.JSON(), nullable=True))
    op.add_column("pages", sa.Column("measures", sa.JSON(), nullable=True))
    op.add_column("replications", sa.Column("confirming", sa.JSON(), nullable=True))
    _fill()


def downgrade() -> None:
    op.drop_column("replications", "confirming")
    op.drop_column("pages", "measures")
    op.drop_column("pages", "replicated")
    op.drop_table("barriers")
    op.drop_table("experience_events")
    op.drop_table("replication_experiences")


def _make_experiences() -> None:
    op.create_table(
        "replication_experiences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("replication_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("phase", sa.String(20), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("solved", sa.Text(), nullable=False),
        sa.Column("solved_on", sa.Date(), nullable=True),
        sa.Column("help_wanted", sa.Boolean(), nullable=False),
        sa.Column("measure", sa.String(10), nullable=True),
        sa.Column("planned", sa.Float(), nullable=True),
        sa.Column("actual", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(10), nullable=False),
        sa.Column("differently", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.String(120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["replication_id"],
            ["replications.id"],
            name="fk_replication_experiences_replication_id_replications",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["users.id"],
            name="fk_replication_experiences_created_by_id_users",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_replication_experiences"),
    )
    op.create_index("ix_replication_experiences_replication_id", "replication_experiences", ["replication_id"])


def _make_events() -> None:
    op.create_table(
        "experience_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("replication_id", sa.Integer(), nullable=False),
        sa.Column("experience_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("action", sa.String(10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(
            ["replication_id"],
            ["replications.id"],
            name="fk_experience_events_replication_id_replications",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["experience_id"],
            ["replication_experiences.id"],
            name="fk_experience_events_experience_id_replication_experiences",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["users.id"], name="fk_experience_events_actor_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_experience_events"),
    )
    for column in ("replication_id", "experience_id", "at"):
        op.create_index(f"ix_experience_events_{column}", "experience_events", [column])


def _make_barriers() -> None:
    op.create_table(
        "barriers",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.String(12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("phase", sa.String(20), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name="fk_barriers_revision_id_revisions", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "row_id", name="pk_barriers"),
    )


def _fill() -> None:
    """Tell of each practice what is known of it elsewhere, and ask for its barriers with its next drawing."""
    connection = op.get_bind()
    measures, confirming = defaultdict(set), defaultdict(set)
    series = "SELECT series.{} AS subject, indicators.key FROM series JOIN indicators ON indicators.id = indicator_id"
    for subject, key in connection.execute(sa.text(f"{series.format('page_id')} WHERE indicators.key <> 'other'")):
        measures[subject].add(key)
    well = (
        f"{series.format('replication_id')} JOIN series_values ON series_values.series_id = series.id"
        " WHERE indicators.key <> 'other' AND stands AND kind = 'measured' AND grade IN ('a', 'b')"
        " AND method IN ('metered', 'calculated')"
    )
    for subject, key in connection.execute(sa.text(well)):
        confirming[subject].add(key)
    replicated = defaultdict(lambda: defaultdict(set))
    standing = (
        "SELECT replications.id, page_id, cities.slug, stage FROM replications JOIN cities ON cities.id = city_id"
        " WHERE shared AND exit <> 'stopped' AND stage >= :decided"
    )
    for number, page, city, stage in connection.execute(sa.text(standing), {"decided": DECIDED}):
        replicated[page][city] |= confirming[number] if stage >= OPERATION else set()
    _write(connection, "replications", "confirming", {each: sorted(keys) for each, keys in confirming.items() if keys})
    _write(connection, "pages", "measures", {each: sorted(keys) for each, keys in measures.items() if each})
    told = {page: {city: sorted(keys) for city, keys in sorted(cities.items())} for page, cities in replicated.items()}
    _write(connection, "pages", "replicated", told)
    connection.execute(
        sa.text(
            "INSERT INTO pending_changes (topic, subject_id, sequence) SELECT 'render', id, :sequence + id FROM pages"
            " WHERE EXISTS (SELECT 1 FROM revisions WHERE CAST(facts AS TEXT) LIKE :barriers"
            " AND revisions.id IN (current_revision_id, published_revision_id))"
            " ON CONFLICT (topic, subject_id) DO NOTHING"
        ),
        {"sequence": time.time_ns(), "barriers": '%"influences"%'},
    )


def _write(connection: sa.Connection, table: str, column: str, told: dict[int, object]) -> None:
    for number, value in told.items():
        rows = sa.table(table, sa.column("id"), sa.column(column, sa.JSON()))
        connection.execute(rows.update().where(rows.c.id == number).values({column: value}))
