"""Runs the migrations on the engine the application uses; needs its context."""

from alembic import context

from wiki.core.db import db


def run() -> None:
    with db.engine.connect() as connection:
        # SQLite alters a table by copying it; its foreign keys must not notice.
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.exec_driver_sql("ROLLBACK") if connection.in_transaction() else None
        context.configure(connection=connection, target_metadata=db.metadata, render_as_batch=True, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
