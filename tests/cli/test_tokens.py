"""Tokens from the command line, for programs of people who have no browser at hand."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wiki.app import create_app
from wiki.cli import command_line

Run = Callable[..., Result]
ADA = "ada@example.org"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command on a home folder of its own, in which there is Ada."""

    def call(*arguments: str) -> Result:
        environment = {"DATABASE_URL": None, "WIKI_HOME": None}
        return CliRunner().invoke(
            command_line, ["--home", str(tmp_path / "home"), *arguments], obj=create_app, env=environment
        )

    assert call("init").exit_code == 0
    assert call("user", "add", ADA, "--name", "Ada", "--password", "four words are enough").exit_code == 0
    return call


def test_a_token_is_printed_once_and_listed_without_its_secret(run: Run) -> None:
    token = run("user", "token", ADA, "--name", "Monthly figures").output
    assert re.fullmatch(r"rwiki_[\w-]{32}\n", token)
    assert (
        json.loads(run("user", "token", ADA, "--name", "Import", "--scope", "write", "--json").output)["scope"]
        == "write"
    )
    assert token.strip() not in (listed := run("user", "token", ADA, "--list").output)
    assert re.search(r"read +\d{4}-\d\d-\d\d +never +Monthly figures", listed)
    rows = json.loads(run("user", "token", ADA, "--list", "--json").output)
    assert [(row["name"], row["scope"], row["last_used_on"]) for row in rows] == [
        ("Import", "write", None),
        ("Monthly figures", "read", None),
    ]


def test_a_token_is_revoked_by_its_number(run: Run) -> None:
    run("user", "token", ADA, "--name", "Monthly figures")
    (row,) = json.loads(run("user", "token", ADA, "--list", "--json").output)
    wrong = run("user", "token", ADA, "--revoke", str(row["id"] + 1))
    assert (wrong.exit_code, "has no token" in wrong.output) == (1, True)
    assert run("user", "token", ADA, "--revoke", str(row["id"])).exit_code == 0
    assert json.loads(run("user", "token", ADA, "--list", "--json").output) == []


@pytest.mark.parametrize("options", [(), ("--name", "x", "--list"), ("--list", "--revoke", "1")])
def test_one_says_what_to_do(run: Run, options: tuple[str, ...]) -> None:
    refused = run("user", "token", ADA, *options)
    assert (refused.exit_code, "--revoke" in refused.output) == (2, True)


def test_a_token_needs_a_name_and_an_account(run: Run) -> None:
    assert run("user", "token", ADA, "--name", " ").exit_code == 1
    assert "No account" in run("user", "token", "bea@example.org", "--name", "x").output


def test_the_accounts_are_listed_as_data(run: Run) -> None:
    (row,) = json.loads(run("user", "list", "--json").output)
    told = {"id": row["id"], "name": "Ada", "email": ADA, "role": "editor", "active": True, "locale": None}
    assert row == told | {"city": None, "leads": []}
