"""Commands, each on a home folder of its test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wiki.app import create_app
from wiki.cli import command_line


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Run a command on a home folder of its own; the environment of this test run does not count."""

    def call(*arguments: str) -> Result:
        environment = {"DATABASE_URL": None, "WIKI_HOME": None}
        return CliRunner().invoke(
            command_line, ["--home", str(tmp_path / "home"), *arguments], obj=create_app, env=environment
        )

    return call
