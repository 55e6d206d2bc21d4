"""Whether the database has the schema this version of the code expects."""

from functools import cache
from typing import Literal

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from wiki.core.db import db
from wiki.paths import resource_dir

SchemaState = Literal["current", "outdated", "away"]


def is_current() -> bool:
    """Tell whether every migration has been applied."""
    with db.engine.connect() as connection:
        applied = MigrationContext.configure(connection).get_current_heads()
    return set(applied) == _expected()


def schema_state() -> SchemaState:
    """Tell whether the database answers, and with the schema of this code."""
    try:
        return "current" if is_current() else "outdated"
    except SQLAlchemyError:
        return "away"


@cache
def _expected() -> frozenset[str]:
    """Return the newest migrations: those of the code that runs, whatever is put in its folder meanwhile."""
    config = Config()
    config.set_main_option("script_location", str(resource_dir("migrations")))
    return frozenset(ScriptDirectory.from_config(config).get_heads())
