"""What every command starts with: the settings of the home folder, and the application on top of them."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import click
from flask import Flask

from wiki.accounts.types import Actor, Role
from wiki.config import SettingError, Settings, load_settings
from wiki.core.schema import is_current
from wiki.services import EXTENSION, Services

# Whoever can run the command line already holds the database in their hands.
OPERATOR = Actor(role=Role.ADMINISTRATOR, label="Replication Wiki")


@dataclass(frozen=True, kw_only=True)
class Launch:
    """What the command line was started with: the home folder, and how to make the application."""

    home: Path | None
    create_app: Callable[[Settings], Flask]


@contextmanager
def application(
    launch: Launch, *, migrated: bool = True, address: str = "", closes_search: bool = True
) -> Iterator[Services]:
    """Run the body in an application context; ``migrated`` asks for a database that is up to date.

    ``address`` is where the wiki can be reached when no setting says so. Without ``closes_search`` the search
    backend is left as it is at the end.
    """
    try:
        settings = load_settings(launch.home)
    except SettingError as error:
        raise click.ClickException(str(error)) from error
    app = launch.create_app(replace(settings, base_url=settings.base_url or address))
    with app.app_context():
        if migrated and not is_current():
            raise click.ClickException("The database is not up to date. Run `replication-wiki init` first.")
        services = cast(Services, app.extensions[EXTENSION])
        with closing(services.search) if closes_search else nullcontext():
            yield services
