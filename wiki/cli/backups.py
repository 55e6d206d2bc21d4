"""``backup`` and ``restore``: the whole wiki in one file, and back from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from wiki.cli.context import Launch, application
from wiki.cli.output import print_json
from wiki.cli.progress import progress
from wiki.jobs import drain
from wiki.search.types import SearchUnavailable
from wiki.upkeep.service.backing_up import back_up
from wiki.upkeep.service.restoring import restore
from wiki.upkeep.types import BackupError, BackupSummary, Stores

_FILE = click.Path(path_type=Path, dir_okay=False)
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print what the backup holds as JSON.")


@click.command()
@click.argument("file", type=_FILE)
@click.option("--overwrite", is_flag=True, help="Replace FILE if it is there already.")
@_AS_JSON
@click.pass_obj
def backup(launch: Launch, file: Path, overwrite: bool, as_json: bool) -> None:
    """Write the whole wiki to one FILE: database, files, key, settings. People may go on saving meanwhile."""
    with _told(), application(launch) as services, progress() as begin:
        home = services.settings.home
        made = back_up(file, home=home, files=services.files, begin=begin, overwrite=overwrite)
    _tell(made, f"Backed up to {made.file}", as_json=as_json)


@click.command("restore")
@click.argument("file", type=_FILE)
@click.option("--overwrite", is_flag=True, help="Replace the wiki that is here.")
@_AS_JSON
@click.pass_obj
def restore_command(launch: Launch, file: Path, overwrite: bool, as_json: bool) -> None:
    """Make this wiki what FILE holds. Stop the wiki first; needs no `init`."""
    with _told(), application(launch, migrated=False) as services:
        stores = Stores(search=services.search, files=services.files)
        with progress() as begin:
            restored = restore(file, home=services.settings.home, stores=stores, begin=begin, overwrite=overwrite)
        drain(services.search)
    _tell(restored, f"Restored from {restored.file}", as_json=as_json)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BackupError as problem:
        raise click.ClickException(str(problem)) from problem
    except SearchUnavailable as problem:
        raise click.ClickException(
            f"All is restored but the search index ({problem}). Run `replication-wiki search rebuild`."
        ) from problem


def _tell(summary: BackupSummary, opening: str, *, as_json: bool) -> None:
    for problem in summary.problems:
        click.echo(f"Warning: {problem}", err=True)
    if as_json:
        print_json(asdict(summary))
        return
    rows = summary.tables
    click.echo(
        f"{opening}: {rows['pages']} pages, {rows['revisions']} revisions, {rows['users']} accounts, "
        f"{summary.files} files ({summary.size:,} bytes); as of {summary.made_at:%Y-%m-%d %H:%M} UTC, "
        f"version {summary.product}."
    )
