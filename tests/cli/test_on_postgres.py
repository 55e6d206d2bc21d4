"""The same commands on PostgreSQL: the index is in the database, and nowhere else."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.databases import WORKER, PostgresCopies
from wiki.app import create_app
from wiki.cli import command_line

pytestmark = pytest.mark.skipif("TEST_DATABASE_URL" not in os.environ, reason="needs a server of PostgreSQL")
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Run a command on a home folder and a database of its own."""
    made = {}

    def call(*arguments: str, home: str = "home") -> Result:
        if home not in made:
            made[home] = PostgresCopies(os.environ["TEST_DATABASE_URL"], name=f"wiki_test_{WORKER}_cli_{home}")
            made[home].create()
        environment = {"DATABASE_URL": made[home].url, "WIKI_HOME": None}
        command = ["--home", str(tmp_path / home), *arguments]
        result = CliRunner().invoke(command_line, command, obj=create_app, env=environment)
        assert result.exit_code == 0, result.output
        return result

    yield call
    for copies in made.values():
        copies.drop()


def test_a_wiki_is_made_searched_checked_and_moved(run: Run, tmp_path: Path) -> None:
    run("init")
    assert "documents indexed" in run("search", "rebuild").output
    assert "0 pages" in run("search", "sync").output
    assert "welcome" in run("search", "query", "replication").output
    assert json.loads(run("stats", "--json").output)["index_bytes"] > 10_000
    assert json.loads(run("check", "--json").output)["findings"] == []
    run("backup", str(tmp_path / "wiki.zip"))
    run("restore", str(tmp_path / "wiki.zip"), home="other")
    run("restore", str(tmp_path / "wiki.zip"), "--overwrite", home="other")
    assert "welcome" in run("search", "query", "replication", home="other").output
    assert json.loads(run("check", "--json", home="other").output)["findings"] == []
    assert not (tmp_path / "home" / "index").exists()
