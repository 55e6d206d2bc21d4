"""The guide for operators is true: every setting with its default, every command, every file it leads to."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields

import click
import pytest

from tests.architecture.sources import ROOT
from wiki.cli import command_line
from wiki.config import Settings, environment_name

GUIDE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
# Made and kept by the wiki itself.
NO_SETTINGS = {"secret_key"}
ROW = re.compile(r"^\| `(WIKI_\w+|DATABASE_URL)` \|.*\| ([^|]+) \|$", re.MULTILINE)
SETTINGS = {environment_name(field.name): field for field in fields(Settings) if field.name not in NO_SETTINGS}


def test_every_setting_has_its_row_and_every_row_is_a_setting() -> None:
    rows = [name for name, _ in ROW.findall(GUIDE)]
    assert sorted(rows) == sorted(SETTINGS)


@pytest.mark.parametrize("name", list(SETTINGS))
def test_a_row_tells_the_default(name: str) -> None:
    default, told = SETTINGS[name].default, dict(ROW.findall(GUIDE))[name]
    if default is MISSING or default == "":
        # Then words say what happens.
        assert told.strip()
        assert not re.fullmatch(r"`(0|1|\d+|auto|info|en)`", told)
    else:
        assert told == f"`{int(default) if isinstance(default, bool) else default}`"


def commands(group: click.Group, *before: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        else:
            yield " ".join((*before, name))


@pytest.mark.parametrize("command", list(commands(command_line)))
def test_every_command_is_named(command: str) -> None:
    assert re.search(rf"(replication-wiki |`){command}\b", GUIDE)


def test_every_file_it_leads_to_is_there() -> None:
    linked = re.findall(r"\]\(([^)#]+)\)", GUIDE)
    assert [path for path in linked if not (ROOT / "docs" / path).is_file()] == []
    assert {f"../deploy/{path.name}" for path in (ROOT / "deploy").iterdir()} <= set(linked)
