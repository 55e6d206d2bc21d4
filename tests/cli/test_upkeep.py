"""Backup, loss, restore, check and figures, as whoever runs a wiki does it."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import Result

from tests.factories import png

Run = Callable[..., Result]


@pytest.fixture
def home(run: Run, tmp_path: Path) -> Path:
    """A wiki with imported pages, a picture and an account."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "lamp.png").write_bytes(png(30, 20))
    (site / "lamps.md").write_text("---\ntitle: Lamp posts\n---\nLight: ![A lamp](lamp.png), [heat](heat.md).\n")
    (site / "heat.md").write_text("---\ntitle: Heat\n---\nWarm words.\n")
    assert run("init").exit_code == 0
    assert run("import", str(site)).exit_code == 0
    assert run("user", "add", "ada@example.org", "--name", "Ada", "--password", "four words are enough").exit_code == 0
    return tmp_path / "home"


@pytest.fixture
def backup(run: Run, home: Path, tmp_path: Path) -> str:
    assert run("backup", str(tmp_path / "wiki.zip")).exit_code == 0
    return str(tmp_path / "wiki.zip")


def contents(home: Path) -> dict[str, bytes]:
    paths = (home / "secret", *(home / "files").rglob("*"))
    return {str(path.relative_to(home)): path.read_bytes() for path in paths if path.is_file()}


def damage(home: Path, sql: str) -> None:
    with closing(sqlite3.connect(home / "wiki.db")) as database:
        database.execute(sql)
        database.commit()


def test_after_the_loss_of_the_whole_folder_everything_is_as_it_was(run: Run, home: Path, backup: str) -> None:
    asked = [("user", "list", "--json"), ("search", "query", "--json", "lamp"), ("stats",), ("check",)]
    before = [run(*command).output for command in asked], contents(home)
    shutil.rmtree(home)
    told = run("restore", backup)
    assert (told.exit_code, told.output[:13]) == (0, "Restored from")
    check = run("check", "--json")
    assert check.exit_code == 0
    assert json.loads(check.output)["findings"] == []
    after = [run(*command).output for command in asked], contents(home)
    assert [without_sizes(text) for text in after[0]] == [without_sizes(text) for text in before[0]]
    assert after[1] == before[1]


def without_sizes(figures: str) -> list[str]:
    """A new index and a new database file are as large as they are."""
    return [line for line in figures.splitlines() if not line.startswith(("index", "database"))]


def test_a_backup_can_be_read_by_a_program(run: Run, home: Path, tmp_path: Path) -> None:
    told = json.loads(run("backup", str(tmp_path / "wiki.zip"), "--json").output)
    assert (told["tables"]["pages"], told["tables"]["users"], told["files"], told["problems"]) == (3, 1, 1, [])
    with ZipFile(tmp_path / "wiki.zip") as archive:
        assert json.loads(archive.read("manifest.json"))["tables"] == told["tables"]
        assert archive.testzip() is None


def test_nothing_is_overwritten_unless_told(run: Run, home: Path, backup: str) -> None:
    refused = run("backup", backup)
    assert (refused.exit_code, "--overwrite" in refused.output) == (1, True)
    assert run("backup", backup, "--overwrite").exit_code == 0
    refused = run("restore", backup)
    assert (refused.exit_code, "3 pages and 1 users" in refused.output) == (1, True)
    assert json.loads(run("restore", backup, "--overwrite", "--json").output)["tables"]["pages"] == 3
    assert run("check").output == "All is well.\n"


def test_a_file_that_is_no_backup_is_told_without_a_traceback(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "other.zip").write_bytes(b"PK")
    for name in ("other.zip", "nothing.zip"):
        refused = run("restore", "--overwrite", str(tmp_path / name))
        assert (refused.exit_code, refused.output[:6]) == (1, "Error:")
    assert run("check").exit_code == 0


def test_a_backup_with_something_missing_says_so(run: Run, home: Path, tmp_path: Path) -> None:
    next((home / "files").glob("??/*")).unlink()
    told = run("backup", str(tmp_path / "wiki.zip"))
    assert (told.exit_code, told.stderr[:8], "lamp.png" in told.stderr) == (0, "Warning:", True)


def test_check_says_by_its_code_what_it_found(run: Run, home: Path) -> None:
    assert run("check").exit_code == 0
    damage(home, "UPDATE renderings SET html = 'Defaced.'")
    found = run("check")
    assert (found.exit_code, "--repair" in found.output) == (1, True)
    mended = run("check", "--repair", "--json")
    assert mended.exit_code == 0
    rows = json.loads(mended.output)["findings"]
    assert {(row["code"], row["severity"], row["repaired"]) for row in rows} == {
        ("rendering-differs", "disposable", True)
    }
    assert "Defaced" not in run("check", "--repair").output


def test_check_does_not_call_well_what_it_cannot_repair(run: Run, home: Path) -> None:
    damage(home, "UPDATE revisions SET number = 5 WHERE title = 'Heat'")
    damage(home, "DELETE FROM links")
    shutil.rmtree(home / "index")
    found = run("check", "--repair")
    assert found.exit_code == 1
    assert [line.split()[0] for line in found.output.splitlines()] == ["error", "repaired", "repaired"]


def test_check_that_cannot_check_says_so(run: Run, home: Path) -> None:
    damage(home, "ALTER TABLE redirects RENAME TO lost")
    broken = run("check")
    assert (broken.exit_code, "cannot be read" in broken.stderr) == (2, True)
    (home / "wiki.db").write_bytes(b"no database" * 1000)
    for suffix in ("-wal", "-shm"):
        (home / f"wiki.db{suffix}").unlink(missing_ok=True)
    broken = run("check")
    assert (broken.exit_code, "cannot be read" in broken.stderr) == (2, True)
    (home / "wiki.toml").write_text("colour = 1")
    assert run("check").exit_code == 2


def test_check_before_init_says_what_to_do(run: Run) -> None:
    result = run("check")
    assert (result.exit_code, "replication-wiki init" in result.output) == (2, True)


def test_stats_are_for_people_and_for_programs(run: Run, home: Path) -> None:
    assert "1 (" in next(line for line in run("stats").output.splitlines() if line.startswith("files"))
    figures = json.loads(run("stats", "--json").output)
    assert figures["pages"]["article"] == {"public": 3, "changed": 0, "unpublished": 0, "archived": 0}
    assert figures["people"] == {"editor": 1}
    assert figures["indexed"] == 3
    assert figures["index_bytes"] > 1000
    assert figures["last_save"][10] == "T"
