"""A real server: what becomes of its processes when one of them dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers import Server, Visitor, new_home, serving

pytestmark = pytest.mark.slow
# A worker that dies before ends the server.
EARLY_SECONDS = 5.0
# More than a worker may take for what it is answering.
ENDING_SECONDS = 20.0


@pytest.fixture
def context() -> None:
    """These servers have a home of their own, not this process's application."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_home(tmp_path_factory.mktemp("home"))


def workers_of(server: Server) -> set[int]:
    found = Path(f"/proc/{server.process.pid}/task").glob("*/children")
    return {int(pid) for path in found for pid in path.read_text().split()}


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + ENDING_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_answered(server: Server) -> bool:
    try:
        return Visitor(server.address).get("/health").status == 200
    except OSError:
        return False


def is_running(pid: int) -> bool:
    """Tell whether a process is there; whose parent has died, nobody here may have asked for its end yet."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def resident_kilobytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def test_who_watches_the_workers_holds_nothing_of_the_wiki(home: Path) -> None:
    with serving(home) as server:
        wait_until(lambda: resident_kilobytes(server.process.pid) < 16_000)
        assert all(resident_kilobytes(pid) > 50_000 for pid in workers_of(server))


def test_when_a_worker_dies_all_are_replaced_while_one_goes_on_answering(home: Path) -> None:
    with serving(home) as server:
        time.sleep(EARLY_SECONDS)
        killed, survivor = before = sorted(workers_of(server))
        os.kill(killed, signal.SIGKILL)
        answered = [is_answered(server) for _ in iter(lambda: survivor in workers_of(server), False)]
        # Who came in the moment in which the survivor closed its door has to ask again.
        assert answered.count(False) <= 2 < answered.count(True)
        wait_until(lambda: len(workers_of(server)) == 2)
        assert workers_of(server).isdisjoint(before)
        assert Visitor(server.address).get("/").status == 200
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=ENDING_SECONDS) == 0
    assert "a worker ended; all are replaced" in (home / "server.log").read_text()


def test_a_worker_that_dies_at_once_ends_the_server_as_failed(home: Path) -> None:
    with serving(home) as server:
        workers = workers_of(server)
        os.kill(min(workers), signal.SIGKILL)
        assert server.process.wait(timeout=ENDING_SECONDS) == 1
        assert not any(map(is_running, workers))


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_server_that_is_told_to_end_takes_its_workers_along(home: Path, sign: signal.Signals) -> None:
    with serving(home) as server:
        workers = workers_of(server)
        server.process.send_signal(sign)
        assert server.process.wait(timeout=ENDING_SECONDS) == 0
        assert not any(map(is_running, workers))


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGHUP])
def test_a_terminal_that_tells_all_processes_to_end_is_no_failure(home: Path, sign: signal.Signals) -> None:
    with serving(home) as server:
        os.killpg(server.process.pid, sign)
        assert server.process.wait(timeout=ENDING_SECONDS) == 0


def test_workers_end_when_who_watches_them_is_killed(home: Path) -> None:
    with serving(home) as server:
        workers = workers_of(server)
        os.kill(server.process.pid, signal.SIGKILL)
        wait_until(lambda: not any(map(is_running, workers)))


@pytest.mark.parametrize(("watcher", "ends_with"), [("os.getppid()", 0), ("os.getpid()", 1)])
def test_a_worker_that_begins_when_its_watcher_is_gone_ends(watcher: str, ends_with: int) -> None:
    program = f"import os; from wiki.cli.workers import within_a_worker; within_a_worker(None, watcher={watcher})()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, "nobody watches this worker" in done.stderr) == (ends_with, ends_with == 1), done.stderr


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_end_before_it_listens_ends(sign: signal.Signals) -> None:
    program = (
        "import os, signal, sys; from wiki.cli.workers import within_a_worker\n"
        "signal.signal(signal.SIGTERM, print); signal.signal(signal.SIGINT, print)\n"
        f"within_a_worker(None, watcher=os.getppid())(); os.kill(os.getpid(), {int(sign)})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == -sign
