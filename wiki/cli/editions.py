"""``editions``: what was disseminated of a practice."""

import click

from wiki.cli.context import OPERATOR, Launch, application
from wiki.cli.output import print_json
from wiki.pages.queries import find_page, find_redirect
from wiki.practices.edition_types import EditionMark
from wiki.practices.queries import editions_of


@click.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def editions(launch: Launch, slug: str, as_json: bool) -> None:
    """List the editions of the practice at the address SLUG, the newest first."""
    with application(launch):
        page = find_page(OPERATOR, find_redirect(OPERATOR, slug) or slug)
        if page is None:
            raise click.ClickException(f"There is no page at {slug}.")
        marks = editions_of(OPERATOR, page)
    if as_json:
        print_json([_told(mark) for mark in marks])
        return
    for mark in marks:
        click.echo(f"{mark.number:>3}  {mark.disseminated_at:%Y-%m-%d}  revision {mark.revision}  {_results(mark)}")
        click.echo(f"     {mark.citation}")
    if not marks:
        click.echo("No edition yet.")


def _results(mark: EditionMark) -> str:
    return "results measured" if mark.is_measured else f"results pending until {mark.results_due}"


def _told(mark: EditionMark) -> dict[str, object]:
    return {
        "edition": mark.number,
        "revision": mark.revision,
        "disseminated_at": mark.disseminated_at,
        "results_due": mark.results_due,
        "citation": mark.citation,
    }
