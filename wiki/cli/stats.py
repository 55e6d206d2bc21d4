"""``stats``: how much there is."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

import click

from wiki.cli.context import Launch, application
from wiki.cli.output import print_json
from wiki.upkeep.queries.figures import STANDINGS, Figures, read_figures


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def stats(launch: Launch, as_json: bool) -> None:
    """Count pages, people, files, and what waits; tell sizes and the last save."""
    with application(launch) as services:
        figures = read_figures(services.search)
        index_bytes = services.search.size_in_bytes()
    if as_json:
        print_json(asdict(figures) | {"index_bytes": index_bytes})
        return
    for line in _lines(figures, index_bytes):
        click.echo(line)


def _lines(figures: Figures, index_bytes: int) -> Iterator[str]:
    yield f"{'pages':12}" + "".join(f"{name:>12}" for name in STANDINGS)
    for kind, counts in figures.pages.items():
        yield f"  {kind:10}" + "".join(f"{counts[name]:>12,}" for name in STANDINGS)
    indexed = "cannot be read" if figures.indexed is None else f"{figures.indexed:,} documents"
    people = ", ".join(f"{count:,} {role}" for role, count in sorted(figures.people.items()))
    waiting = ", ".join(f"{count:,} to {topic}" for topic, count in figures.waiting.items())
    since = f", the first since {_moment(figures.waiting_since)}" if figures.waiting_since else ""
    for name, value in (
        ("revisions", f"{figures.revisions:,}"),
        ("editions", f"{figures.editions:,}, with {figures.open_remarks:,} remarks to resolve"),
        ("people", people or "none"),
        ("themes", f"{figures.themes:,}"),
        ("cities", f"{figures.cities:,}"),
        ("files", f"{figures.files:,} ({figures.file_bytes:,} bytes)"),
        ("database", f"{figures.database_bytes:,} bytes"),
        ("index", f"{indexed} ({index_bytes:,} bytes)"),
        ("waiting", waiting + since),
        ("imports", f"{figures.imports:,}, the last {_moment(figures.last_import)}"),
        ("last save", _moment(figures.last_save)),
    ):
        yield f"{name:12}{value}"


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "never"
