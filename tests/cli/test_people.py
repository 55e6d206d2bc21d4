"""Accounts from the command line, for when nobody can reach them in the browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wiki.app import create_app
from wiki.cli import command_line

Run = Callable[..., Result]
ADA = ("user", "add", "ada@example.org", "--name", "Ada", "--password", "four words are enough")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command on a home folder of its own, in which Ada is the only administrator."""

    def call(*arguments: str) -> Result:
        environment = {"DATABASE_URL": None, "WIKI_HOME": None}
        return CliRunner().invoke(
            command_line, ["--home", str(tmp_path / "home"), *arguments], obj=create_app, env=environment
        )

    assert call("init").exit_code == 0
    assert call(*ADA, "--role", "administrator").exit_code == 0
    return call


def test_a_link_for_a_new_password_is_an_address_to_send(run: Run) -> None:
    assert re.fullmatch(r"/welcome/[\w-]{20,}\n", run("user", "password-link", "Ada@example.org").output)


def test_roles_are_given_and_accounts_switched_off(run: Run) -> None:
    run("user", "add", "bea@example.org", "--name", "Bea", "--password", "four words are enough")
    assert run("user", "role", "bea@example.org", "reviewer").output == "bea@example.org is reviewer.\n"
    assert run("user", "deactivate", "bea@example.org").output == "bea@example.org is off.\n"
    assert re.search(r"reviewer +off +bea@example\.org", run("user", "list").output)
    refused = run("user", "password-link", "bea@example.org")
    assert (refused.exit_code, "switched off" in refused.output) == (1, True)


@pytest.mark.parametrize("command", [("role", "ada@example.org", "editor"), ("deactivate", "ada@example.org")])
def test_the_last_administrator_stays(run: Run, command: tuple[str, ...]) -> None:
    result = run("user", *command)
    assert result.exit_code == 1
    assert result.output.startswith("Error: This is the only administrator")


@pytest.mark.parametrize("command", [("password-link",), ("role", "editor"), ("deactivate",)])
def test_an_unknown_address_is_told(run: Run, command: tuple[str, ...]) -> None:
    result = run("user", command[0], "nobody@example.org", *command[1:])
    assert result.exit_code == 1
    assert "No account has this address" in result.output


def test_people_are_placed_in_a_city_and_as_leads(run: Run) -> None:
    told = run("user", "place", "ada@example.org", "--city", "vienna", "--leads", "heating", "--leads", "data")
    assert told.output == "ada@example.org belongs to vienna and leads data, heating.\n"
    assert "(vienna)" in run("user", "list").output
    assert '"leads": ["data", "heating"]' in run("user", "list", "--json").output
    assert run("user", "place", "ada@example.org", "--city", "atlantis").exit_code == 1
