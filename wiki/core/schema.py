"""The schema of the database: whether it is what this version of the code expects, and how it gets there.

Alembic is imported only by who migrates: each process that serves would carry it otherwise.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from wiki.core.db import db
from wiki.paths import resource_dir

if TYPE_CHECKING:
    from alembic.config import Config

SchemaState = Literal["current", "outdated", "away"]
_REVISION = re.compile(r'^(revision|down_revision) = "(\w+)"$', re.MULTILINE)


def is_current() -> bool:
    """Tell whether every migration has been applied."""
    return applied_revision() == newest_revision()


def applied_revision() -> str:
    """Return the last migration that the database went through; ``""`` for an empty one."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        applied = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return str(applied or "")


def schema_state() -> SchemaState:
    """Tell whether the database answers, and with the schema of this code."""
    try:
        return "current" if is_current() else "outdated"
    except SQLAlchemyError:
        return "away"


@cache
def newest_revision() -> str:
    """Return the last migration there is, the one that no other follows: that of the code that runs."""
    before = _before_each()
    (newest,) = before.keys() - before.values()
    return newest


def known_revisions() -> frozenset[str]:
    """Return all migrations of this version."""
    return frozenset(_before_each())


def _before_each() -> dict[str, str]:
    files = (resource_dir("migrations") / "versions").glob("*.py")
    told: list[dict[str, str]] = [dict(_REVISION.findall(path.read_text(encoding="utf-8"))) for path in files]
    return {each["revision"]: each.get("down_revision", "") for each in told}


def upgrade_schema(connection: Connection, revision: str = "head") -> None:
    """Apply the migrations up to one, as part of the caller's transaction."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def upgrade(revision: str = "head") -> None:
    """Apply the migrations up to one; the newest if none is named."""
    from alembic import command

    command.upgrade(_config(), revision)


def downgrade(revision: str) -> None:
    """Take back the migrations after one; ``base`` takes back all."""
    from alembic import command

    command.downgrade(_config(), revision)


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resource_dir("migrations")))
    return config
