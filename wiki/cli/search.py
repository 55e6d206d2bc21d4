"""``search``: look after the index, and ask it."""

import json

import click

from wiki.cli.context import OPERATOR, Launch, application
from wiki.cli.output import print_json
from wiki.cli.progress import progress
from wiki.demand.queries import LEAST_SHOWN, list_misses
from wiki.demand.service import MOST_KEPT
from wiki.jobs import redraw_pages
from wiki.search.asking import understood
from wiki.search.indexer import rebuild_index, sync_index
from wiki.search.types import SearchQuery, SearchUnavailable
from wiki.taxonomy.queries import load_taxonomy


@click.group()
def search() -> None:
    """Look after the search index."""


@search.command()
@click.pass_obj
def sync(launch: Launch) -> None:
    """Bring what was saved but not yet indexed into the index."""
    with application(launch) as services:
        redraw_pages()
        click.echo(f"{sync_index(services.search)} pages brought up to date.")


@search.command()
@click.pass_obj
def rebuild(launch: Launch) -> None:
    """Make the index anew beside the live one, then put it in its place."""
    with application(launch) as services:
        try:
            with progress() as begin:
                count = rebuild_index(services.search, begin("documents read"))
            click.echo(f"{count} documents indexed.")
        except SearchUnavailable as error:
            raise click.ClickException(f"The index could not be rebuilt: {error}") from error


@search.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def query(launch: Launch, words: tuple[str, ...], as_json: bool) -> None:
    """Ask what a visitor would ask."""
    with application(launch) as services:
        try:
            asked = SearchQuery(text=" ".join(words), audience="public")
            found = services.search.search(understood(asked, load_taxonomy()))
        except SearchUnavailable as error:
            raise click.ClickException(f"Search is away: {error}") from error
    if as_json:
        hits = [{"slug": hit.slug, "title": hit.title, "score": hit.score} for hit in found.hits]
        click.echo(json.dumps({"total": found.total, "results": hits}, ensure_ascii=False))
        return
    click.echo(f"{found.total} found")
    for hit in found.hits:
        click.echo(f"{hit.score:8.2f}  {hit.slug}  {hit.title}")


@search.command()
@click.option("--at-least", default=LEAST_SHOWN, show_default=True, help="How often it was asked.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def misses(launch: Launch, at_least: int, as_json: bool) -> None:
    """List what people searched for and did not find. Who searched is not kept."""
    with application(launch):
        found = list_misses(OPERATOR, limit=MOST_KEPT, at_least=at_least)
    if as_json:
        print_json([vars(miss) for miss in found])
        return
    for miss in found:
        click.echo(f"{miss.count:6}  {miss.first_on} to {miss.last_on}  {miss.question}")
