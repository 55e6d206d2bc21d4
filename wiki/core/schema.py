"""Whether the database has the schema this version of the code expects."""

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from wiki.core.db import db
from wiki.paths import resource_dir


def is_current() -> bool:
    """Tell whether every migration has been applied."""
    config = Config()
    config.set_main_option("script_location", str(resource_dir("migrations")))
    with db.engine.connect() as connection:
        applied = MigrationContext.configure(connection).get_current_heads()
    return set(applied) == set(ScriptDirectory.from_config(config).get_heads())
