"""Run every suite: all on SQLite, then those that touch the database on PostgreSQL; one coverage report.

python -m tests.run [pytest arguments]
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.postgres import postgres

ROOT = Path(__file__).parents[1]
WORKERS = "2"
ON_BOTH = ("tests/contracts", "tests/integration", "tests/web", "tests/api", "tests/cli")
# A browser shows the same on either, and the servers that are killed and restarted keep SQLite files.
ONLY_ON_SQLITE = "not browser and not slow"


def main(arguments: list[str]) -> int:
    """Return 0 when every suite passed on both databases."""
    for left in ROOT.glob(".coverage*"):
        left.unlink()
    first = _pytest("SQLite", *arguments)
    with postgres() as url:
        second = _pytest("PostgreSQL", *ON_BOTH, "-m", ONLY_ON_SQLITE, *arguments, TEST_DATABASE_URL=url)
    _coverage("combine", "--quiet", *(str(path) for path in sorted(ROOT.glob(".coverage.*"))))
    reported = _coverage("report")
    return first or second or reported


def _pytest(database: str, *arguments: str, **settings: str) -> int:
    sys.stdout.write(f"\n=== {database} ===\n")
    sys.stdout.flush()
    environment = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    environment |= {"COVERAGE_FILE": str(ROOT / f".coverage.{database.lower()}")} | settings
    command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--cov", "--cov-report=", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _coverage(*arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", "coverage", *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
