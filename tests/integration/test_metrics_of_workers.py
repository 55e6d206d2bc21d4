"""A real server with two workers: whichever is asked, it answers for both."""

import os
import re
import signal
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.servers import Server, new_home, serving

pytestmark = pytest.mark.slow
TOKEN = "0123456789abcdef"
REQUESTS = 40
# A worker that dies before ends the server.
EARLY_SECONDS = 5.0


@pytest.fixture
def context() -> None:
    """These servers have a home of their own, not this process's application."""


def measured(server: Server, name: str) -> float:
    request = Request(f"{server.address}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    with urlopen(request, timeout=10) as answer:
        text = answer.read().decode()
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def ask(server: Server) -> None:
    for _ in range(REQUESTS):
        with urlopen(f"{server.address}/help", timeout=10) as answer:
            answer.read()


def workers_of(server: Server) -> list[int]:
    found = Path(f"/proc/{server.process.pid}/task").glob("*/children")
    return [int(pid) for path in found for pid in path.read_text().split()]


def wait_for_others(server: Server, before: list[int]) -> None:
    deadline = time.monotonic() + 20
    while len(workers := workers_of(server)) != 2 or not set(workers).isdisjoint(before):
        assert time.monotonic() < deadline, f"nobody took the place of {before}: {workers}"
        time.sleep(0.05)


def test_metrics_add_up_over_the_workers_and_outlive_one(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    (home / "wiki.toml").write_text(f'metrics_token = "{TOKEN}"\n')
    helped = 'wiki_request_seconds_count{group="help",method="GET",status="2xx"}'
    with serving(home) as server:
        ask(server)
        assert [measured(server, helped) for _ in range(10)] == [REQUESTS] * 10
        assert measured(server, "wiki_workers") == 2
        time.sleep(EARLY_SECONDS)
        before = workers_of(server)
        os.kill(before[0], signal.SIGKILL)
        wait_for_others(server, before)
        assert measured(server, helped) == REQUESTS
        # Those that took their places answer too, so one that still counted the dead would say three.
        ask(server)
        assert measured(server, helped) == 2 * REQUESTS
        assert measured(server, "wiki_workers") == 2
    with serving(home) as server:
        assert measured(server, helped) == 0


def test_a_server_that_is_told_to_stop_leaves_no_counts_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    home = new_home(tmp_path / "home")
    with serving(home) as server:
        assert list((tmp_path / "temporary").iterdir())
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=10) == 0
        assert not list((tmp_path / "temporary").iterdir())
