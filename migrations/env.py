"""Runs the migrations inside the application's context: on the connection they are given, or one of their own."""

from contextlib import nullcontext

from alembic import context

from wiki.core.db import db, schema_change


def run() -> None:
    given = context.config.attributes.get("connection")
    with schema_change() if given is None else nullcontext(given) as connection:
        context.configure(connection=connection, target_metadata=db.metadata, render_as_batch=True, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()


run()
