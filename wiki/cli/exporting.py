"""``export``: write the pages as Markdown, with their files and on demand their history."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from wiki.accounts.types import VISITOR
from wiki.cli.context import OPERATOR, Launch, application
from wiki.dissemination.archive.folder import ExportError
from wiki.dissemination.archive.writing import Summary, export


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--history", is_flag=True, help="Make a git repository, with a commit for each revision.")
@click.option("--public", is_flag=True, help="Only what visitors read: no drafts, no archived pages.")
@click.option("--overwrite", is_flag=True, help="Renew the export that lies in FOLDER; nothing else there is touched.")
@click.option("--json", "as_json", is_flag=True, help="Print a summary as JSON.")
@click.pass_obj
def export_command(launch: Launch, folder: Path, history: bool, public: bool, overwrite: bool, as_json: bool) -> None:
    """Write all pages into FOLDER as Markdown, with their files.

    `replication-wiki import FOLDER --history` makes the same pages of it.
    """
    with application(launch) as services, _progress() as told:
        try:
            summary = export(
                folder,
                VISITOR if public else OPERATOR,
                services.files,
                history=history,
                overwrite=overwrite,
                told=told,
            )
        except ExportError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"{folder} cannot be written: {error.strerror}.") from error
    _tell(folder, summary, as_json=as_json)
    if summary.missing:
        raise click.exceptions.Exit(2)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    columns = SpinnerColumn(), TextColumn("{task.completed} written, {task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("…", total=None)
        yield lambda name: progress.update(task, advance=1, description=name)


def _tell(folder: Path, summary: Summary, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"folder": str(folder), **asdict(summary)}, ensure_ascii=False))
        return
    commits = f", {summary.commits} commits" if summary.commits else ""
    click.echo(f"{summary.pages} pages, {summary.files} files{commits}: {folder}")
    for path in summary.missing:
        click.echo(f"Missing in the files folder: {path}", err=True)
