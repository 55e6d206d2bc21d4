"""The built wheel works by itself: installed elsewhere, made ready, served, read."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a new environment in which the wheel is installed; its libraries are lent by this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    purelib = next(folder.glob("lib/python*/site-packages"))
    with ZipFile(wheel) as archive:
        archive.extractall(purelib)
    (purelib / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "python"


def test_the_wheel_holds_what_the_application_reads_and_nothing_of_the_tests(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    for wanted in (
        "wiki/templates/base.html",
        "wiki/static/css/base.css",
        "wiki/migrations/env.py",
        "wiki/cli/welcome.md",
        "wiki/cli/demo/practices/navly-shuttle.yaml",
    ):
        assert wanted in names
    assert any(name.startswith("wiki/translations/de/") and name.endswith(".mo") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "docs/", "wiki/tests"))]


@pytest.fixture
def answers(python: Path, tmp_path: Path) -> str:
    """What a script sees that runs the installed application without the checkout."""
    script = f"""
import wiki
assert {str(ROOT)!r} not in wiki.__file__, wiki.__file__
from click.testing import CliRunner
from wiki.app import create_app
from wiki.cli import command_line
assert CliRunner().invoke(command_line, ["init"], obj=create_app).exit_code == 0
client = create_app().test_client()
print(client.get("/").text)
import re
css = re.search(r'href="(/static/css/base[^"]*)"', client.get("/").text)[1]
answer = client.get(css)
print("CSS", answer.status_code, answer.mimetype)
"""
    environment = {"PATH": os.environ["PATH"], "WIKI_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [str(python), "-P", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_installed_wiki_makes_its_home_and_shows_its_pages(answers: str) -> None:
    assert "Welcome to the Replication Wiki" in answers
    assert re.search(r"CSS 200 text/css", answers)
