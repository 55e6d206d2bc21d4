"""The command ``replication-wiki``."""

import warnings
from importlib import import_module
from pathlib import Path

import click

from wiki.cli.context import Launch

__all__ = ["command_line"]

# Each command is imported when it is asked for: the server needs none of what an import brings along.
_COMMANDS = {
    "init": "setup:init",
    "serve": "serving:serve",
    "import": "importing:import_command",
    "export": "exporting:export_command",
    "editions": "editions:editions",
    "search": "search:search",
    "user": "users:user",
    "reviews": "reviews:reviews",
    "check": "checking:check",
    "backup": "backups:backup",
    "restore": "backups:restore_command",
    "stats": "stats:stats",
    "practices": "practices:practices",
    "demo": "demo.commands:demo",
}


class _Commands(click.Group):
    def list_commands(self, _context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(f"wiki.cli.{module}"), attribute)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
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
