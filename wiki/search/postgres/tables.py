"""The tables of an index, in a schema that is named for its format: one of another format is simply not there.

They are no part of the migrations, of backups or of checks of the database, for whoever rebuilds the index makes them.
"""

from typing import Any, LiteralString

from psycopg import Connection
from psycopg.sql import SQL, Identifier

from wiki.search.format import NUMBER

# To be raised when the tables change.
LAYOUT = 1
PREFIX = "wiki_index_"
SCHEMA = f"{PREFIX}{NUMBER}_{LAYOUT}"


def statement(text: LiteralString, *, table: str = "") -> bytes:
    """Return a statement in which ``{index}`` stands for the schema, and ``{table}`` for a table."""
    return SQL(text).format(index=Identifier(SCHEMA), table=Identifier(table or SCHEMA)).as_bytes()


_MAKE = statement("""
CREATE SCHEMA IF NOT EXISTS {index};
CREATE TABLE IF NOT EXISTS {index}.segments (
    id bigint PRIMARY KEY,
    size integer NOT NULL,
    rows bytea NOT NULL,
    first_keys bytea NOT NULL,
    removed_segments bigint[] NOT NULL,
    removed_numbers integer[] NOT NULL
);
CREATE TABLE IF NOT EXISTS {index}.blocks (
    segment_id bigint,
    number integer,
    keys bytea NOT NULL,
    values bytea NOT NULL,
    PRIMARY KEY (segment_id, number)
);
CREATE TABLE IF NOT EXISTS {index}.documents (
    segment_id bigint,
    number integer,
    page_id bigint NOT NULL,
    stored bytea NOT NULL,
    sequence bytea NOT NULL,
    PRIMARY KEY (segment_id, number),
    UNIQUE (page_id, segment_id, number)
);
DELETE FROM {index}.segments;
DELETE FROM {index}.blocks;
DELETE FROM {index}.documents;
""")
_OTHERS = "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s) AND nspname <> %s"
_SIZE = (
    "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = %s AND c.relkind = 'r'"
)


def make_empty(connection: Connection[Any]) -> None:
    """Make the tables, or empty them; those of other formats are dropped."""
    connection.execute(_MAKE)
    for (other,) in connection.execute(_OTHERS, (PREFIX, SCHEMA)).fetchall():
        connection.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(other)))


def size_in_bytes(connection: Connection[Any]) -> int:
    """Return how much room the tables take, whatever is in them."""
    found = connection.execute(_SIZE, (SCHEMA,)).fetchone()
    return int(found[0] or 0) if found else 0
