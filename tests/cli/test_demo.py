"""Demo content by the command line: there for who looks around, gone with one command, never back by itself."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from wiki.app import create_app
from wiki.config import load_settings

Run = Callable[..., Result]


def found(run: Run, words: str) -> list[str]:
    return [hit["slug"] for hit in json.loads(run("search", "query", "--json", words).stdout)["results"]]


def test_a_first_start_with_demo_shows_practices_and_a_later_one_does_not_bring_them_back(
    run: Run, tmp_path: Path
) -> None:
    assert run("init", "--demo").exit_code == 0
    assert "hauffgasse-37-47" in found(run, "heat demand of a housing estate")
    assert "The demo content is removed." in run("demo", "remove").output
    assert run("init", "--demo").exit_code == 0
    assert found(run, "heat demand of a housing estate") == []


def test_without_being_asked_no_demo_content_comes(run: Run) -> None:
    assert run("init").exit_code == 0
    assert found(run, "shuttle") == []
    # A wiki in which there is a page already is filled by nobody's start.
    assert run("init", "--demo").exit_code == 0
    assert found(run, "shuttle") == []
    assert run("demo", "load").output.startswith("22 practices")
    assert "navly-shuttle" in found(run, "shuttle")
    assert run("demo", "load").output.startswith("0 practices")


def test_a_reader_is_told_that_it_is_demo_content(run: Run, tmp_path: Path) -> None:
    run("init", "--demo")
    app = create_app(load_settings(tmp_path / "home"))
    client = app.test_client()
    assert "Demo content" in client.get("/pages/navly-shuttle").text
    assert "Demo content" not in client.get("/pages/welcome").text
    assert client.get("/pages/siemens-electric-forklifts").status_code == 404


def test_the_commands_need_a_database_that_is_up_to_date(run: Run) -> None:
    for command in ("load", "remove"):
        result = run("demo", command)
        assert result.exit_code == 1
        assert "replication-wiki init" in result.output
