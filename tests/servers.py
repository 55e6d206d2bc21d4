"""Real servers: the command itself, in a process group that can be stopped or killed whole."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

START_SECONDS = 20.0
COMMAND = (sys.executable, "-c", "from wiki.app import main; main()")


@dataclass(frozen=True, kw_only=True)
class Server:
    address: str
    process: subprocess.Popen[bytes]

    def wait_until_ready(self) -> None:
        """Wait for the first answer. Raises ``TimeoutError``, or ``RuntimeError`` when the server ended."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}")
            try:
                httpx.get(f"{self.address}/health", timeout=1)
            except httpx.TransportError:
                time.sleep(0.02)
            else:
                return
        raise TimeoutError("the server does not answer")

    def kill(self, sign: signal.Signals = signal.SIGKILL) -> None:
        """End the server and its workers at once."""
        os.killpg(self.process.pid, sign)
        self.process.wait(timeout=10)


def environment() -> dict[str, str]:
    """Return the environment of a server: the defaults, whatever this run's settings are."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WIKI_", "DATABASE_URL"))}
    return kept | {"PYTHONWARNINGS": "default", "PYTHONPATH": str(Path(__file__).parents[1])}


def run(home: Path, *arguments: str) -> str:
    """Run one of the commands to its end and return what it printed."""
    command = [*COMMAND, "--home", str(home), *arguments]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: Path, *, workers: int = 2) -> Server:
    """Start ``serve`` on a free port and wait for its first answer."""
    port = free_port()
    process = subprocess.Popen(
        [*COMMAND, "--home", str(home), "serve", "--port", str(port), "--workers", str(workers)],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=(home / "server.log").open("ab"),
        start_new_session=True,
    )
    server = Server(address=f"http://127.0.0.1:{port}", process=process)
    server.wait_until_ready()
    return server


@contextmanager
def serving(home: Path, *, workers: int = 2) -> Iterator[Server]:
    server = start(home, workers=workers)
    try:
        yield server
    finally:
        server.kill(signal.SIGTERM)
