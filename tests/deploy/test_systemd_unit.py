"""The unit that the guide offers is one that systemd takes, and it is shut in."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

UNIT = Path(__file__).parents[2] / "deploy" / "replication-wiki.service"
PROGRAM = "/opt/replication-wiki/bin/replication-wiki"
MOST_EXPOSED = 2.0

pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")


def analyse(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False, timeout=30)


def test_systemd_finds_nothing_wrong_with_it(tmp_path: Path) -> None:
    unit = tmp_path / UNIT.name
    # The program is looked for where this machine has none.
    unit.write_text(UNIT.read_text().replace(PROGRAM, "/bin/true"))
    done = analyse("verify", str(unit))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_it_is_shut_in() -> None:
    told = analyse("security", "--offline=yes", str(UNIT)).stdout
    found = re.search(r"Overall exposure level for \S+ (\d+\.\d+)", told)
    assert found, told
    assert float(found[1]) <= MOST_EXPOSED
