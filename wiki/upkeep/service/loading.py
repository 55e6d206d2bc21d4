"""A backup's rows into the database, in one transaction: at the schema they were taken from, which is then upgraded."""

from collections.abc import Iterable, Iterator
from typing import Any
from zipfile import ZipFile

from sqlalchemy import Connection, MetaData, Table, bindparam, func, insert, inspect, select, text, update
from sqlalchemy.exc import DBAPIError

from wiki.core.db import db, schema_change
from wiki.core.schema import upgrade_schema
from wiki.upkeep.archives import Manifest, table_member
from wiki.upkeep.rows import in_batches, rows_of
from wiki.upkeep.types import BackupError, Begin

_VERSION_TABLE = "alembic_version"


def load_database(archive: ZipFile, manifest: Manifest, begin: Begin) -> None:
    """Put the backup's rows in the place of everything that is in the database, or change nothing.

    Raises :class:`BackupError`.
    """
    db.session.remove()
    try:
        with schema_change() as connection:
            _drop_tables(connection)
            others = set(inspect(connection).get_table_names())
            upgrade_schema(connection, manifest.schema)
            tables = _tables(connection, manifest, others)
            for table in tables:
                tell = begin(table.name)
                for rows in in_batches(_rows(archive, table)):
                    connection.execute(insert(table), _without_later(tables, table, rows))
                    tell(len(rows))
            for table in tables:
                _point_to_later(connection, archive, tables, table)
            _count_on(connection, tables)
            upgrade_schema(connection)
    except DBAPIError as error:
        raise BackupError(f"The database did not take the backup; it is as it was: {error.orig}") from error


def _drop_tables(connection: Connection) -> None:
    quote = connection.dialect.identifier_preparer.quote
    there = sorted({*db.metadata.tables, _VERSION_TABLE} & set(inspect(connection).get_table_names()))
    if connection.dialect.name == "sqlite":
        statements = [f"DROP TABLE {quote(name)}" for name in there]
    else:
        # Whoever still uses the tables holds them; better to give up than to wait for ever.
        statements = ["SET LOCAL lock_timeout = '30s'", *(f"DROP TABLE {quote(name)} CASCADE" for name in there)]
    for statement in statements:
        connection.execute(text(statement))


def _tables(connection: Connection, manifest: Manifest, others: set[str]) -> list[Table]:
    """Return the tables as the backup's schema has them, in the order in which they are loaded."""
    made = set(inspect(connection).get_table_names()) - others - {_VERSION_TABLE}
    if made != manifest.tables.keys():
        raise BackupError("The backup is damaged: it holds other tables than its version had.")
    metadata = MetaData()
    metadata.reflect(bind=connection, only=sorted(made))
    return [metadata.tables[name] for name in manifest.tables]


def _rows(archive: ZipFile, table: Table) -> Iterator[dict[str, Any]]:
    with archive.open(table_member(table.name)) as source:
        yield from rows_of(source, table)


def _later_columns(tables: list[Table], table: Table) -> list[str]:
    """Return the columns that name rows of tables which are loaded afterwards: pages name revisions."""
    loaded = {each.name for each in tables[: tables.index(table)]}
    return [column.name for column in table.columns if {key.column.table.name for key in column.foreign_keys} - loaded]


def _without_later(tables: list[Table], table: Table, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    empty = dict.fromkeys(_later_columns(tables, table))
    return [row | empty for row in rows]


def _point_to_later(connection: Connection, archive: ZipFile, tables: list[Table], table: Table) -> None:
    later = _later_columns(tables, table)
    if not later:
        return
    (key,) = table.primary_key
    statement = update(table).where(key == bindparam("_key")).values({name: bindparam(f"_{name}") for name in later})
    for rows in in_batches(_rows(archive, table)):
        connection.execute(
            statement, [{"_key": row[key.name], **{f"_{name}": row[name] for name in later}} for row in rows]
        )


def _count_on(connection: Connection, tables: Iterable[Table]) -> None:
    """Let the next number of each table follow the highest; SQLite does that by itself."""
    if connection.dialect.name == "sqlite":
        return
    for table in tables:
        if "id" in table.columns:
            highest = func.coalesce(func.max(table.columns["id"]), 0)
            sequence = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(sequence, highest + 1, False)))
