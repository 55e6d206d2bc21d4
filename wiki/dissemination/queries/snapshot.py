"""One state of the wiki for a long read."""

from wiki.core.db import db


def hold_still() -> None:
    """Let all that is read until the session ends come from one moment, whatever is saved meanwhile."""
    db.session.rollback()
    # SQLite reads so by itself; the other database has to be asked.
    db.session.connection(execution_options={"isolation_level": "SERIALIZABLE"})


def let_go() -> None:
    """End a read, so that nobody's slowness keeps the database waiting."""
    db.session.rollback()
