"""``init``: make or bring up to date the database, and fill an empty one with the starter content."""

from importlib import resources

import click
from flask.globals import app_ctx

from wiki.cli.context import OPERATOR, Launch, application
from wiki.cli.demo import create_demo_meetings, create_demo_practices
from wiki.cli.progress import progress
from wiki.cli.templates import load_templates
from wiki.core.db import transaction
from wiki.core.schema import upgrade
from wiki.indicators.service import load_starter_indicators
from wiki.jobs import drain
from wiki.pages.queries import find_page
from wiki.pages.queries.totals import count_all_pages
from wiki.pages.rules import STARTER_COMMENT
from wiki.pages.service import create_page
from wiki.pages.types import Content, PageKind
from wiki.search.indexer import ensure_index
from wiki.taxonomy.service import load_starter

_WELCOME = "welcome"


@click.command()
@click.option("--demo", "with_demo", is_flag=True, help="Fill a wiki in which there is no page yet with demo content.")
@click.pass_obj
def init(launch: Launch, with_demo: bool) -> None:
    """Make the database, or bring it up to date, and load the starter content."""
    with application(launch, migrated=False) as services:
        upgrade()
        with transaction():
            load_starter()
            load_starter_indicators()
            # Who removed the demo content does not get it again with the next start.
            fills = with_demo and not count_all_pages()
            _write_welcome()
            if fills:
                create_demo_practices(OPERATOR)
                create_demo_meetings(OPERATOR)
        drain(services.search)
        with progress() as begin:
            ensure_index(services.search, begin("search index"))
        load_templates(app_ctx.app)
        click.echo(f"Ready: {services.settings.home}")


def _write_welcome() -> None:
    if find_page(OPERATOR, _WELCOME) is not None:
        return
    body = resources.files("wiki.cli").joinpath("welcome.md").read_text(encoding="utf-8")
    title, _, text = body.partition("\n")
    content = Content(
        title=title.removeprefix("# ").strip(),
        summary="What this wiki is for, and where to begin.",
        body=text,
        language="en",
    )
    create_page(OPERATOR, slug=_WELCOME, kind=PageKind.ARTICLE, content=content, comment=STARTER_COMMENT)
