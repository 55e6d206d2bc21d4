"""``import``: take over pages from a folder, a git repository or a git bundle."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from wiki.cli.context import Launch, application
from wiki.core.db import transaction
from wiki.importing.report import Report, to_json
from wiki.importing.service import ImportRun, finish_import, import_batch, settle_links, start_import
from wiki.importing.sources import opened
from wiki.importing.types import PageHistory, SourceError
from wiki.jobs import drain, index_words
from wiki.search.contract import SearchBackend
from wiki.search.indexer import INDEX_BATCH

# What one transaction takes: others wait for it, and for each the disk is waited for once.
_BATCH_VERSIONS, _BATCH_BYTES = 50, 2_000_000


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--history", is_flag=True, help="Take every revision, not only the newest text.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option("--branch", help="The branch of a repository or bundle; else the one it has checked out.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def import_command(launch: Launch, path: Path, history: bool, dry_run: bool, branch: str | None, as_json: bool) -> None:
    """Take over pages from PATH: a folder of Markdown files, a git repository or a git bundle.

    Running it again adds only what is new.
    """
    with application(launch) as services:
        try:
            with opened(path, branch=branch) as source:
                run = start_import(
                    source,
                    name=path.name or str(path.resolve()),
                    with_history=history,
                    storage=None if dry_run else services.files,
                    language=services.settings.default_locale,
                )
                _take_all(run, services.search)
                number = None if dry_run else _finish(run)
                report = run.report
        except SourceError as error:
            raise click.ClickException(str(error)) from error
        drain(services.search)
        _tell(report, number, as_json=as_json)


def _take_all(run: ImportRun, search: SearchBackend) -> None:
    columns = SpinnerColumn(), TextColumn("{task.completed} pages, {task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("…", total=None)
        for batch in _batches(run.source.histories(full=run.with_history)):
            if run.is_dry:
                import_batch(run, batch)
            else:
                with transaction():
                    import_batch(run, batch)
            if len(run.words) >= INDEX_BATCH:
                index_words(search, run.words)
            progress.update(task, advance=len(batch), description=batch[-1].path)
    index_words(search, run.words)


def _batches(histories: Iterable[PageHistory]) -> Iterator[list[PageHistory]]:
    batch: list[PageHistory] = []
    versions = size = 0
    for history in histories:
        batch.append(history)
        versions += len(history.versions)
        size += sum(len(version.data or b"") for version in history.versions)
        if versions >= _BATCH_VERSIONS or size >= _BATCH_BYTES:
            yield batch
            batch, versions, size = [], 0, 0
    if batch:
        yield batch


def _finish(run: ImportRun) -> int:
    more = True
    while more:
        with transaction():
            more = settle_links(run)
    with transaction():
        return finish_import(run)


def _tell(report: Report, number: int | None, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(to_json(report), ensure_ascii=False, indent=1, default=str))
        return
    for file in report.files:
        marks = [finding.text for finding in file.problems]
        click.echo(f"{file.outcome:9}  {file.path}  →  {file.slug or '–'}  ({file.revisions} revisions)")
        for mark in marks:
            click.echo(f"{'':11}{mark}")
    totals = report.totals
    click.echo(
        f"\n{totals['files']} files: {totals['imported']} imported, {totals['updated']} updated, "
        f"{totals['unchanged']} unchanged, {totals['archived']} archived, {totals['refused']} refused; "
        f"{totals['revisions']} revisions."
    )
    click.echo(f"The report: /imports/{number}" if number else "A dry run: nothing was changed.")
