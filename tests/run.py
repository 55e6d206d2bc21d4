"""Run every suite: all on SQLite, those that ask the database on PostgreSQL, too; one coverage report.

python -m tests.run [pytest arguments]

To measure coverage doubles the time of a run. So it is measured where it tells nearly all: of the units, and of what
runs on PostgreSQL; what this repeats on SQLite, the browser, and what asks the same code thousands of things, run as
fast as they can.
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
    *("bad_input", "challenges", "city_questions", "coverage", "editions", "empty_results", "every_address"),
    *("evidence_returns", "exchanges", "experience", "interests", "lists", "odd_cursors", "past", "peers"),
    *("new_editions", "plans"),
    *("people_places", "practice_facets", "saved_searches", "searches_without_result", "searching"),
    *("signing_in", "similar", "suggestions", "synonyms", "two_editors_of_a_theme", "wanted_practices"),
    *("monitoring_of_replications", "what_readers_see"),
)
# A browser shows the same on either; that what is searched in one is found is worth to be seen twice.
_ASKING = ("tests/contracts", "tests/api/test_contract.py", "tests/browser/test_wanted_and_saved.py")
ON_BOTH = (
    *("tests/integration", "tests/api", "tests/cli/test_on_postgres.py", "--ignore=tests/api/test_contract.py"),
    *(f"tests/web/test_{name}.py" for name in _WEB),
)
# The servers that are killed and restarted keep SQLite files.
NOT_OF_SQLITE = "not slow"
MEASURED = ("--cov", "--cov-report=")


def main(arguments: list[str]) -> int:
    """Return 0 when every suite passed on both databases."""
    for left in ROOT.glob(".coverage*"):
        left.unlink()
    runs = [
        _pytest("Units", "tests/unit", *MEASURED, *arguments),
        _pytest("SQLite", "tests", "--ignore=tests/unit", *arguments),
    ]
    with postgres() as url:
        on_it = {"TEST_DATABASE_URL": url}
        runs += [
            _pytest("PostgreSQL, asked", *_ASKING, "-m", NOT_OF_SQLITE, *arguments, **on_it),
            _pytest("PostgreSQL", *ON_BOTH, "-m", NOT_OF_SQLITE, *MEASURED, *arguments, **on_it),
        ]
    _coverage("combine", "--quiet", *(str(path) for path in sorted(ROOT.glob(".coverage.*"))))
    return max(*runs, _coverage("report"))


def _pytest(name: str, *arguments: str, **settings: str) -> int:
    sys.stdout.write(f"\n=== {name} ===\n")
    sys.stdout.flush()
    environment = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    environment |= {"COVERAGE_FILE": str(ROOT / f".coverage.{name.lower()}")} | settings
    command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _coverage(*arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", "coverage", *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
