"""Rows that name others which are not there: authors, tags, pictures, revisions, pages."""

from collections.abc import Iterator

from sqlalchemy import ForeignKey, select

from wiki.core.db import db
from wiki.upkeep.types import Finding, Severity, Stores, Tell

# What can be told from the texts again; a row of theirs that belongs to nothing can go.
_DISPOSABLE = frozenset({"barriers", "links", "meeting_points", "renderings"})
# Of one kind; a thousand tell as much as a million.
_MOST = 1000


def broken(_stores: Stores, tell: Tell) -> Iterator[Finding]:
    """Follow every foreign key of every table: the databases do so as well, unless somebody told them not to."""
    for table in db.metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda each: each.parent.name):
            yield from _broken(key)
        tell(1)


def _broken(key: ForeignKey) -> Iterator[Finding]:
    table, named = key.parent.table, key.column.table.alias("named")
    target = named.c[key.column.name]
    query = (
        select(*table.primary_key, key.parent.label("named_id"))
        .outerjoin(named, key.parent == target)
        .where(key.parent.is_not(None), target.is_(None))
        .limit(_MOST)
    )
    for *row, value in db.session.execute(query):
        number = ", ".join(map(str, row))
        yield Finding(
            code="reference-broken",
            subject=f"{table.name} {number}",
            sentence=f"The row {number} of {table.name} names {key.column.table.name} {value}, which is not there.",
            severity=Severity.DISPOSABLE if table.name in _DISPOSABLE else Severity.ERROR,
            target=(table.name, *row),
        )
