"""``demo``: practices and meetings to look at, and how they go again."""

import click

from wiki.cli.context import OPERATOR, Launch, application
from wiki.cli.demo.gathering import create_demo_meetings
from wiki.cli.demo.writing import create_demo_practices, remove_demo_practices
from wiki.core.db import transaction
from wiki.jobs import drain


@click.group()
def demo() -> None:
    """Load the demo content, or remove it."""


@demo.command()
@click.pass_obj
def load(launch: Launch) -> None:
    """Bring the practices and meetings of the demo content that are not here."""
    with application(launch) as services:
        with transaction():
            made = create_demo_practices(OPERATOR)
            meetings = create_demo_meetings(OPERATOR)
        drain(services.search)
    click.echo(
        f"{len(made)} practices and {len(meetings)} meetings of the demo content were made."
        " `replication-wiki demo remove` removes them."
    )


@demo.command()
@click.option("--edited", is_flag=True, help="Also pages that people edited or added to, with all of it.")
@click.pass_obj
def remove(launch: Launch, edited: bool) -> None:
    """Remove the demo content for good, but for what people edited or added since."""
    with application(launch) as services:
        with transaction():
            left = remove_demo_practices(OPERATOR, edited=edited)
        drain(services.search)
    for page in left:
        why = "people edited it" if page.is_edited else "people entered results or took it up"
        click.echo(f"Kept, for {why}: {page.slug}")
    click.echo("The demo content is removed." if not left else "The rest of the demo content is removed.")
