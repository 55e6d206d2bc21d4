"""Review and editions: whose city people speak for, the log of steps, remarks, frozen editions"""

import time
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# What is from now on the name of a view below the address of a page.
_WORDS = frozenset({"compare", "copy", "editions", "facts", "remark", "remarks", "review"})
_STEPS = (
    *("submitted", "withdrawn", "approved", "returned"),
    *("passed", "disseminated", "reconfirmed", "superseded"),
)
_SLUG_MAX = 200
_PAGES = sa.table("pages", sa.column("id", sa.Integer), sa.column("slug", sa.String))
_REDIRECTS = sa.table(
    "redirects",
    sa.column("slug", sa.String),
    sa.column("page_id", sa.Integer),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
_LINKS = sa.table("links", sa.column("page_id", sa.Integer), sa.column("target", sa.String))
_PENDING = sa.table(
    "pending_changes",
    sa.column("topic", sa.String),
    sa.column("subject_id", sa.Integer),
    sa.column("sequence", sa.BigInteger),
)
_EVENTS = sa.table("events", sa.column("action", sa.String))


def _key(column: str, to: str, *, table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{to}"
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    for table in ("users", "invitations"):
        with op.batch_alter_table(table) as altered:
            altered.add_column(sa.Column("city_id", sa.Integer()))
            altered.create_foreign_key(f"fk_{table}_city_id_cities", "cities", ["city_id"], ["id"])
    op.add_column("pages", sa.Column("edition", sa.Integer()))
    op.add_column("pages", sa.Column("edition_on", sa.Date()))
    op.add_column("pages", sa.Column("confirmed_on", sa.Date()))
    op.create_table(
        "theme_leads",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        _key("user_id", "users", table="theme_leads", ondelete="CASCADE"),
        _key("theme_id", "themes", table="theme_leads", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "theme_id", name="pk_theme_leads"),
    )
    _create_steps()
    _create_remarks()
    _create_editions()
    op.create_table(
        "review_looks",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _key("page_id", "pages", table="review_looks", ondelete="CASCADE"),
        _key("user_id", "users", table="review_looks", ondelete="CASCADE"),
        _key("revision_id", "revisions", table="review_looks", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "user_id", name="pk_review_looks"),
    )
    op.create_index("ix_review_looks_revision_id", "review_looks", ["revision_id"])
    _move_pages_out_of_reach()


def _move_pages_out_of_reach() -> None:
    """Give pages another address whose own would now mean a view of another page; the old one redirects."""
    connection = op.get_bind()
    pages = connection.execute(sa.select(_PAGES.c.id, _PAGES.c.slug).order_by(_PAGES.c.id)).all()
    held = {slug for _, slug in pages} | set(connection.scalars(sa.select(_REDIRECTS.c.slug)))
    for page_id, slug in pages:
        if _WORDS.isdisjoint(slug.split("/")):
            continue
        moved = _free("/".join(f"{part}-page" if part in _WORDS else part for part in slug.split("/")), held)
        held.add(moved)
        connection.execute(sa.update(_PAGES).where(_PAGES.c.id == page_id).values(slug=moved))
        connection.execute(sa.insert(_REDIRECTS).values(slug=slug, page_id=page_id, created_at=datetime.now(UTC)))
        _note("index", {page_id})
        _note("render", set(connection.scalars(sa.select(_LINKS.c.page_id).where(_LINKS.c.target == slug))))


def _free(slug: str, held: set[str]) -> str:
    free, number = slug[:_SLUG_MAX], 1
    while free in held:
        number += 1
        free = f"{slug[: _SLUG_MAX - 6]}-{number}"
    return free


def _note(topic: str, page_ids: set[int]) -> None:
    """Put pages into the outbox, as a change of theirs does."""
    connection = op.get_bind()
    same = _PENDING.c.topic == topic, _PENDING.c.subject_id.in_(page_ids)
    connection.execute(sa.delete(_PENDING).where(*same))
    for page_id in sorted(page_ids):
        connection.execute(sa.insert(_PENDING).values(topic=topic, subject_id=page_id, sequence=time.time_ns()))


def _create_steps() -> None:
    op.create_table(
        "review_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("city_id", sa.Integer()),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("successor_id", sa.Integer()),
        _key("page_id", "pages", table="review_steps", ondelete="CASCADE"),
        _key("revision_id", "revisions", table="review_steps", ondelete="CASCADE"),
        _key("actor_id", "users", table="review_steps"),
        _key("city_id", "cities", table="review_steps"),
        _key("successor_id", "pages", table="review_steps", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_review_steps"),
    )
    op.create_index("ix_review_steps_page_id_id", "review_steps", ["page_id", "id"])
    op.create_index("ix_review_steps_revision_id", "review_steps", ["revision_id"])


def _create_remarks() -> None:
    op.create_table(
        "remarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("quote", sa.String(300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer()),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True)),
        sa.Column("resolver_id", sa.Integer()),
        sa.Column("resolver", sa.String(120), nullable=False),
        sa.Column("resolution", sa.String(500), nullable=False),
        _key("page_id", "pages", table="remarks", ondelete="CASCADE"),
        _key("revision_id", "revisions", table="remarks", ondelete="CASCADE"),
        _key("author_id", "users", table="remarks"),
        _key("resolver_id", "users", table="remarks"),
        sa.PrimaryKeyConstraint("id", name="pk_remarks"),
    )
    op.create_index("ix_remarks_page_id", "remarks", ["page_id"])
    op.create_index("ix_remarks_revision_id", "remarks", ["revision_id"])


def _create_editions() -> None:
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(13), nullable=False),
        sa.Column("disseminated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("review_due", sa.Date(), nullable=False),
        sa.Column("results_due", sa.Date()),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("prose", sa.JSON(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        _key("page_id", "pages", table="editions", ondelete="CASCADE"),
        _key("revision_id", "revisions", table="editions", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_editions"),
        sa.UniqueConstraint("page_id", "number", name="uq_editions_page_id_number"),
        sa.UniqueConstraint("token", name="uq_editions_token"),
    )
    op.create_index("ix_editions_revision_id", "editions", ["revision_id"])
    op.create_index("ix_editions_review_due", "editions", ["review_due"])


def downgrade() -> None:
    # The code before knows no such actions, and would trip over each.
    op.execute(sa.delete(_EVENTS).where(_EVENTS.c.action.in_(_STEPS)))
    for table in ("review_looks", "editions", "remarks", "review_steps", "theme_leads"):
        op.drop_table(table)
    with op.batch_alter_table("pages") as pages:
        pages.drop_column("confirmed_on")
        pages.drop_column("edition_on")
        pages.drop_column("edition")
    for table in ("invitations", "users"):
        with op.batch_alter_table(table) as altered:
            altered.drop_constraint(f"fk_{table}_city_id_cities", type_="foreignkey")
            altered.drop_column("city_id")
