"""Run every suite: all on SQLite, then those that ask the database on PostgreSQL.

python -m tests.run [--cov] [pytest arguments]

With ``--cov`` one report tells what both runs covered; that takes twice as long.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.postgres import postgres

ROOT = Path(__file__).parents[1]
WORKERS = "2"
# Of the pages: what walks them all, lists by conditions, searches, keeps to a day, or sends what one database bears and
# another does not. The others ask the database what these do, and the commands keep SQLite files of their own.
_WEB = (
    *("bad_input", "city_questions", "editions", "empty_results", "every_address", "lists", "odd_cursors", "past"),
    *("people_places", "practice_facets", "saved_searches", "searches_without_result", "searching", "signing_in"),
    *("similar", "suggestions", "synonyms", "two_editors_of_a_theme", "wanted_practices", "what_readers_see"),
)
ON_BOTH = (
    *("tests/contracts", "tests/integration", "tests/api", "tests/cli/test_on_postgres.py"),
    *(f"tests/web/test_{name}.py" for name in _WEB),
)
# A browser shows the same on either, and the servers that are killed and restarted keep SQLite files.
ONLY_ON_SQLITE = "not browser and not slow"


def main(arguments: list[str]) -> int:
    """Return 0 when every suite passed on both databases."""
    measured = "--cov" in arguments
    chosen = [each for each in arguments if each != "--cov"] + ["--cov", "--cov-report="] * measured
    for left in ROOT.glob(".coverage*"):
        left.unlink()
    first = _pytest("SQLite", *chosen)
    with postgres() as url:
        second = _pytest("PostgreSQL", *ON_BOTH, "-m", ONLY_ON_SQLITE, *chosen, TEST_DATABASE_URL=url)
    return first or second or (_report() if measured else 0)


def _pytest(database: str, *arguments: str, **settings: str) -> int:
    sys.stdout.write(f"\n=== {database} ===\n")
    sys.stdout.flush()
    environment = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    environment |= {"COVERAGE_FILE": str(ROOT / f".coverage.{database.lower()}")} | settings
    command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _report() -> int:
    _coverage("combine", "--quiet", *(str(path) for path in sorted(ROOT.glob(".coverage.*"))))
    return _coverage("report")


def _coverage(*arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", "coverage", *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
