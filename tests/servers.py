"""Real servers: the command itself, in a process group that can be stopped or killed whole."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from tests.clients import PASSWORD, form_values

START_SECONDS = 20.0
EDITOR = "editor@example.org"
# Such an answer holds although the server died before its words were out: what it says was saved is saved.
_TOLD_BY_THE_HEAD = {302, 303}
COMMAND = (sys.executable, "-c", "from wiki.app import main; main()")


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    location: str
    text: str


class NoRedirect(HTTPRedirectHandler):
    """A redirect is an answer; what it leads to is another request."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Visitor:
    """A browser without script: it keeps cookies and fills in forms. Raises ``OSError`` when nobody answers."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = build_opener(HTTPCookieProcessor(), NoRedirect())

    def get(self, path: str) -> Answer:
        return self._ask(Request(self.address + path))

    def post(self, path: str, fields: dict[str, Any]) -> Answer:
        return self._ask(Request(self.address + path, data=urlencode(fields, doseq=True).encode()))

    def submit(self, page: str, **entered: Any) -> Answer:
        return self.post(page, form_values(self.get(page).text) | entered)

    def _ask(self, request: Request) -> Answer:
        try:
            with self.opener.open(request, timeout=30) as response:
                return _answer(response.status, response)
        except HTTPError as answer:
            with answer:
                return _answer(answer.code, answer)
        except HTTPException as broken:
            raise ConnectionError("no answer came") from broken


def _answer(status: int, response: Any) -> Answer:
    try:
        text = response.read().decode()
    except HTTPException as broken:
        if status not in _TOLD_BY_THE_HEAD:
            raise ConnectionError("the answer broke off") from broken
        text = ""
    return Answer(status=status, location=response.headers.get("Location", ""), text=text)


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
                Visitor(self.address).get("/health")
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise TimeoutError("the server does not answer")

    def kill(self, sign: signal.Signals = signal.SIGKILL) -> None:
        """End the server and its workers at once; one that has ended already stays so."""
        with suppress(ProcessLookupError):
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


def start(home: Path, *, workers: int = 2, port: int = 0) -> Server:
    """Start ``serve`` (on a free port unless told one) and wait for its first answer."""
    port = port or free_port()
    command = [*COMMAND, "--home", str(home), "serve", "--port", str(port), "--workers", str(workers)]
    with (home / "server.log").open("ab") as log:
        process = subprocess.Popen(
            command, env=environment(), stdout=subprocess.DEVNULL, stderr=log, start_new_session=True
        )
    server = Server(address=f"http://127.0.0.1:{port}", process=process)
    server.wait_until_ready()
    return server


@contextmanager
def serving(home: Path, *, workers: int = 2, port: int = 0) -> Iterator[Server]:
    server = start(home, workers=workers, port=port)
    try:
        yield server
    finally:
        server.kill(signal.SIGTERM)


def new_home(folder: Path) -> Path:
    """Make a home as ``init`` does, with an editor whose password is the tests' own."""
    run(folder, "init")
    run(folder, "user", "add", EDITOR, "--name", "Editor", "--role", "editor", "--password", PASSWORD)
    return folder


def editor_at(server: Server) -> Visitor:
    """Return a visitor who has signed in as the editor."""
    visitor = Visitor(server.address)
    answer = visitor.submit("/login", email=EDITOR, password=PASSWORD)
    assert answer.status == 303, answer
    return visitor


def make_page(visitor: Visitor, title: str, body: str) -> str:
    """Make a page and return its path."""
    answer = visitor.submit("/new", title=title, body=body, kind="article", action="save")
    assert answer.status == 303, answer.text
    return answer.location.partition("?")[0]
