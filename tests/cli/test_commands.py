"""The command, as somebody who runs a wiki uses it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from jinja2 import FileSystemBytecodeCache

from wiki.paths import resource_dir
from wiki.web import templating

Run = Callable[..., Result]
ADA = ("user", "add", "ada@example.org", "--name", "Ada", "--password", "four words are enough")


@pytest.fixture
def home(run: Run, tmp_path: Path) -> Path:
    assert run("init").exit_code == 0
    return tmp_path / "home"


def test_init_makes_everything_in_one_folder_and_can_be_run_again(run: Run, home: Path) -> None:
    assert {path.name for path in home.iterdir()} >= {"wiki.db", "secret", "index"}
    before = run("search", "query", "--json", "welcome").output
    assert run("init").exit_code == 0
    assert run("search", "query", "--json", "welcome").output == before
    assert json.loads(before)["results"][0]["slug"] == "welcome"


def test_init_translates_the_templates_so_that_the_first_start_need_not(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, translated_once: type[FileSystemBytecodeCache]
) -> None:
    monkeypatch.setattr(templating, "FileSystemBytecodeCache", translated_once)
    assert run("init").exit_code == 0
    kept = {path.name for path in (tmp_path / "home" / "cache" / "templates").iterdir()}
    assert len(kept) >= len(list(resource_dir("templates").rglob("*.html")))


@pytest.mark.parametrize("command", [("user", "list"), ("search", "sync"), ("search", "query", "x"), ADA])
def test_before_init_every_command_says_what_to_do(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.exit_code == 1
    assert "replication-wiki init" in result.output


def test_an_account_is_made_and_listed(run: Run, home: Path) -> None:
    assert run(*ADA, "--role", "reviewer").output.strip() == "ada@example.org is reviewer."
    assert "ada@example.org" in run("user", "list").output
    again = run(*ADA)
    assert again.exit_code == 1
    assert "already" in again.output


def test_an_invitation_is_an_address_to_send(run: Run, home: Path) -> None:
    assert run("user", "invite", "--role", "observer").output.startswith("/welcome/")


def test_the_index_can_be_brought_up_to_date_and_made_anew(run: Run, home: Path) -> None:
    assert "0 pages" in run("search", "sync").output
    assert "documents indexed" in run("search", "rebuild").output
    assert "welcome" in run("search", "query", "replication").output


def test_init_makes_an_index_anew_that_is_of_an_earlier_version(run: Run, home: Path) -> None:
    live = home / "index" / "live"
    live.write_text("whoosh1-0123456789ab", encoding="utf-8")
    assert run("search", "query", "welcome").exit_code == 1
    assert run("init").exit_code == 0
    assert "welcome" in run("search", "query", "welcome").output


def test_a_wrong_setting_is_told_without_a_traceback(run: Run, home: Path) -> None:
    (home / "wiki.toml").write_text("colour = 1\n")
    result = run("user", "list")
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert "colour" in result.output


def test_a_folder_is_imported_once(run: Run, home: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "heat.md").write_text("---\ntitle: Heat from the river\n---\nWarm words.\n")
    dry = run("import", str(site), "--dry-run")
    assert "nothing was changed" in dry.output
    assert run("search", "query", "--json", "warm").output == '{"total": 0, "results": []}\n'
    assert run("import", str(site)).exit_code == 0
    assert json.loads(run("search", "query", "--json", "warm").output)["results"][0]["title"] == "Heat from the river"
    again = json.loads(run("import", str(site), "--json").output)
    assert again["totals"]["unchanged"] == 1


def test_a_path_that_cannot_be_imported_is_told(run: Run, home: Path, tmp_path: Path) -> None:
    result = run("import", str(tmp_path / "nothing"))
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")


def test_what_is_exported_is_imported_elsewhere(run: Run, home: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "heat.md").write_text("---\ntitle: Heat from the river\n---\nWarm words.\n")
    run("import", str(site))
    told = run("export", str(tmp_path / "export"), "--history", "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout) == {
        "folder": str(tmp_path / "export"),
        "pages": 2,
        "files": 0,
        "commits": 3,
        "missing": [],
    }
    other = ("--home", str(tmp_path / "other"))
    run(*other, "init")
    report = json.loads(run(*other, "import", str(tmp_path / "export"), "--history", "--json").stdout)
    assert report["totals"]["imported"] == 2
    assert json.loads(run(*other, "search", "query", "--json", "warm").output)["results"][0]["slug"] == "heat"
    # The page that "init" wrote there made room for the one that "init" wrote here.
    again = run(*other, "export", str(tmp_path / "again"), "--history", "--json")
    assert json.loads(again.stdout)["commits"] == 3
    for path in ("wiki.jsonl", "pages/heat.md", "pages/welcome.md"):
        assert (tmp_path / "again" / path).read_bytes() == (tmp_path / "export" / path).read_bytes()


def test_an_export_overwrites_nothing_unasked(run: Run, home: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "export")
    assert run("export", folder, "--public").stdout == f"1 pages, 0 files: {folder}\n"
    again = run("export", folder)
    assert again.exit_code == 1
    assert "--overwrite" in again.output
    assert run("export", folder, "--overwrite").exit_code == 0
    (tmp_path / "export/pages/welcome.md").unlink()
    (tmp_path / "export/pages/welcome.md").mkdir()
    in_the_way = run("export", folder, "--overwrite")
    assert in_the_way.exit_code == 1
    assert "Error: " in in_the_way.output


def test_what_was_searched_and_not_found_is_listed_for_programs(run: Callable[..., Result]) -> None:
    run("init")
    assert json.loads(run("search", "misses", "--json").stdout) == []
    assert run("search", "misses", "--at-least", "1").exit_code == 0
