"""Requests, one after the other on several lasting connections, and what each cost the server."""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from re import findall
from urllib.parse import urlencode

from benchmarks.server import Measured

CONNECTIONS = 4
_AGENT = {"Accept": "text/html", "Accept-Encoding": "gzip, br", "Accept-Language": "en", "User-Agent": "benchmark"}


@dataclass(frozen=True, kw_only=True)
class Cost:
    """``cpu`` is the server's milliseconds of processor time for each piece of work, ``rate`` pieces a second.

    ``database`` is what another server needs beside, which keeps the database.
    """

    cpu: float
    rate: float
    database: float = 0.0


def cost_of(server: Measured, work: Callable[[HTTPConnection, str], None], items: Sequence[str]) -> Cost:
    """Let each connection do its share of the work."""
    shares = [items[number::CONNECTIONS] for number in range(CONNECTIONS)]

    def do(share: Iterable[str]) -> None:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        for item in share:
            work(connection, item)
        connection.close()

    cpu, database, started = server.cpu(), server.database_cpu(), time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(do, shares))
    wall = time.monotonic() - started
    return Cost(
        cpu=(server.cpu() - cpu) * 1000 / len(items),
        rate=len(items) / wall,
        database=(server.database_cpu() - database) * 1000 / len(items),
    )


def get(connection: HTTPConnection, path: str) -> None:
    """Fetch a page as a browser does that has no session."""
    answer, _ = _ask(connection, "GET", path, _AGENT)
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}")


class Editor:
    """Somebody with an account, who opens the form, saves, and reads the page."""

    def __init__(self, server: Measured, email: str, password: str) -> None:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        self._cookie, self._is_ready = "", False
        page = self._get(connection, "/login")
        answer = self._post(connection, "/login", {"email": email, "password": password, "csrf_token": _token(page)})
        if answer.status != 303:
            raise RuntimeError(f"signing in answers {answer.status}")
        # The first form makes the token that all later ones share; from here on the session stays as it is.
        self._get(connection, "/new")
        connection.close()
        self._is_ready = True

    def edit(self, connection: HTTPConnection, path: str) -> None:
        """Open the form of a page, save a longer text, and read the page that it leads to."""
        form = self._get(connection, f"{path}/edit")
        fields = {
            name: unescape(value) for name, value in findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', form)
        }
        body = unescape(findall(r"<textarea[^>]* name=\"body\"[^>]*>\s?(.*?)</textarea>", form.replace("\n", "\v"))[0])
        entered = {
            "csrf_token": _token(form),
            "base": fields["base"],
            "title": fields["title"],
            "language": "en",
            "body": body.replace("\v", "\n") + f"\n\nOne more sentence at {time.time()}.\n",
            "action": "save",
        }
        answer = self._post(connection, f"{path}/edit", entered)
        if answer.status != 303:
            raise RuntimeError(f"saving {path} answers {answer.status}")
        self._get(connection, path)

    def _get(self, connection: HTTPConnection, path: str) -> str:
        answer, text = _ask(connection, "GET", path, self._headers() | {"Accept-Encoding": "identity"})
        self._remember(answer)
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        return text.decode()

    def _post(self, connection: HTTPConnection, path: str, fields: dict[str, str]) -> HTTPResponse:
        headers = self._headers() | {"Content-Type": "application/x-www-form-urlencoded"}
        answer, _ = _ask(connection, "POST", path, headers, urlencode(fields))
        self._remember(answer)
        return answer

    def _headers(self) -> dict[str, str]:
        return _AGENT | ({"Cookie": self._cookie} if self._cookie else {})

    def _remember(self, answer: HTTPResponse) -> None:
        for value in answer.headers.get_all("Set-Cookie") or ():
            if not self._is_ready and value.startswith("session="):
                self._cookie = value.partition(";")[0]


def _ask(
    connection: HTTPConnection, method: str, path: str, headers: dict[str, str], body: str | None = None
) -> tuple[HTTPResponse, bytes]:
    connection.request(method, path, body=body, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


def _token(page: str) -> str:
    return str(findall(r'name="csrf_token"[^>]* value="([^"]+)"', page)[0])
