"""A server of ours under measurement: its processes, what they used of the processor and hold of memory."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.databases import Database

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-c", "from wiki.app import main; main()")
_TICK = os.sysconf("SC_CLK_TCK")


def environment() -> dict[str, str]:
    # What keeps Python from writing bytecode would make every start read its sources anew, as no installation does.
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("WIKI_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    return kept | {"PYTHONPATH": str(ROOT)}


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a command used: seconds of the processor and of the clock."""

    cpu: float
    wall: float


def run(home: Path, *arguments: str) -> Done:
    """Run one of our commands to its end."""
    before, started = os.times(), time.monotonic()
    command = [*COMMAND, "--home", str(home), *arguments]
    subprocess.run(command, env=environment(), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Done(cpu=cpu, wall=time.monotonic() - started)


@dataclass(frozen=True, kw_only=True)
class Measured:
    port: int
    pid: int
    seconds_to_first_answer: float
    database: Database | None = None

    def processes(self) -> list[int]:
        """Return the server and its workers."""
        found, waiting = [], [self.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        return found

    def cpu(self) -> float:
        """Return the seconds of processor time that all processes have used."""
        total = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / _TICK

    def database_cpu(self) -> float:
        """Return the seconds of the server that keeps the database, if there is one."""
        return self.database.cpu() if self.database else 0.0

    def memory(self) -> float:
        """Return the megabytes that all processes hold, shared ones counted once (PSS)."""
        total = 0
        for pid in self.processes():
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total / 1024


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path, *, workers: int = 2, database: Database | None = None) -> Iterator[Measured]:
    """Start the server and wait for its first page."""
    port = _free_port()
    command = [*COMMAND, "--home", str(home), "serve", "--port", str(port), "--workers", str(workers)]
    started = time.monotonic()
    process = subprocess.Popen(
        command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while not _answers(port):
            if process.poll() is not None or time.monotonic() - started > 60:
                raise RuntimeError("the server does not start")
            time.sleep(0.005)
        seconds = time.monotonic() - started
        yield Measured(port=port, pid=process.pid, seconds_to_first_answer=seconds, database=database)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
