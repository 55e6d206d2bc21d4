"""Whether the database itself is whole, and has the tables this version describes."""

from collections.abc import Iterator

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from wiki.core.db import db
from wiki.core.schema import is_current
from wiki.upkeep.types import CannotCheck, Finding, Severity, Stores, Tell


def require_current() -> None:
    """Raise :class:`CannotCheck` unless the database can be read and every migration has been applied."""
    try:
        current = is_current()
    except DBAPIError as error:
        raise CannotCheck(f"The database cannot be read: {error.orig}") from error
    if not current:
        raise CannotCheck("The database is not up to date. Run `replication-wiki init` first.")


def damage(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Ask SQLite to read all of its file; another database looks after its own."""
    if db.engine.dialect.name != "sqlite":
        return
    for told in db.session.scalars(text("PRAGMA integrity_check(100)")):
        if told != "ok":
            yield Finding(
                code="database-damaged",
                subject="database",
                sentence=f"SQLite finds its file damaged: {told}",
                severity=Severity.ERROR,
            )


def differences(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Compare the tables with what the code describes."""
    context = MigrationContext.configure(db.session.connection(), opts={"compare_type": True})
    for difference in compare_metadata(context, db.metadata):
        yield Finding(
            code="schema-differs",
            subject="schema",
            sentence=f"The tables are not as the migrations make them: {difference}",
            severity=Severity.ERROR,
        )
