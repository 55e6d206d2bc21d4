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


_TABLES = ["segments", "blocks", "documents"]
_THERE = """SELECT count(*) = %s FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %s AND c.relname = ANY(%s)"""
_EMPTY = [statement("DELETE FROM {index}.{table}", table=table) for table in _TABLES]
# What is packed already is not to be packed again by the server.
_MAKE = statement("""
DROP SCHEMA IF EXISTS {index} CASCADE;
CREATE SCHEMA {index};
CREATE TABLE {index}.segments (
    id bigint PRIMARY KEY,
    rows bytea NOT NULL,
    first_keys bytea NOT NULL,
    removed_segments bigint[] NOT NULL,
    removed_numbers integer[] NOT NULL
);
ALTER TABLE {index}.segments ALTER rows SET STORAGE EXTERNAL;
CREATE TABLE {index}.blocks (
    segment_id bigint,
    number integer,
    keys bytea NOT NULL,
    values bytea NOT NULL,
    PRIMARY KEY (segment_id, number)
);
ALTER TABLE {index}.blocks ALTER keys SET STORAGE EXTERNAL, ALTER values SET STORAGE EXTERNAL;
CREATE TABLE {index}.documents (
    segment_id bigint,
    number integer,
    page_id bigint NOT NULL,
    stored bytea NOT NULL,
    sequence bytea NOT NULL,
    PRIMARY KEY (segment_id, number)
);
ALTER TABLE {index}.documents ALTER stored SET STORAGE EXTERNAL, ALTER sequence SET STORAGE EXTERNAL;
CREATE INDEX documents_page_id ON {index}.documents (page_id);
""")
_OTHERS = "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s) AND nspname <> %s"
_SIZE = (
    "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = %s AND c.relkind = 'r'"
)


def make_empty(connection: Connection[Any]) -> None:
    """Empty the tables, or make them where one is missing; those of other formats are dropped."""
    there = connection.execute(_THERE, (len(_TABLES), SCHEMA, _TABLES)).fetchone()
    for each in _EMPTY if there == (True,) else [_MAKE]:
        connection.execute(each)
    for (other,) in connection.execute(_OTHERS, (PREFIX, SCHEMA)).fetchall():
        connection.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(other)))


def size_in_bytes(connection: Connection[Any]) -> int:
    """Return how much room the tables take, whatever is in them."""
    found = connection.execute(_SIZE, (SCHEMA,)).fetchone()
    return int(found[0] or 0) if found else 0
