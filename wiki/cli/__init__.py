"""The command ``replication-wiki``."""

import warnings
from pathlib import Path

import click

from wiki.cli.context import Launch
from wiki.cli.exporting import export_command
from wiki.cli.importing import import_command
from wiki.cli.search import search
from wiki.cli.serving import serve
from wiki.cli.setup import init
from wiki.cli.users import user

__all__ = ["command_line"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="WIKI_HOME",
    help="The folder of all state: database, index, files, secret.",
)
@click.version_option(package_name="replication-wiki")
@click.pass_context
def command_line(context: click.Context, home: Path | None) -> None:
    """Run and look after a Replication Wiki."""
    # Whoosh 2.7.4 predates raw strings for its regular expressions; its authors' warnings are not the user's.
    warnings.filterwarnings("ignore", category=SyntaxWarning, module=r"whoosh\..*")
    context.obj = Launch(home=home, create_app=context.obj)


for command in (init, serve, import_command, export_command, search, user):
    command_line.add_command(command)
