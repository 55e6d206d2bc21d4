"""The schema of the database: whether it is the one this version of the code expects, and how it becomes that."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from wiki.core.db import db
from wiki.paths import resource_dir


def is_current() -> bool:
    """Tell whether every migration has been applied."""
    with db.engine.connect() as connection:
        applied = MigrationContext.configure(connection).get_current_heads()
    return set(applied) == set(ScriptDirectory.from_config(_config()).get_heads())


def newest_revision() -> str:
    """Return the number of the newest migration."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def known_revisions() -> frozenset[str]:
    """Return the numbers of all migrations of this version."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def upgrade_schema(connection: Connection, revision: str = "head") -> None:
    """Apply the migrations up to one, as part of the caller's transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(resource_dir("migrations")))
    return config
