"""A real server with two workers: eight editors at once over HTTP, and kill -9 in the middle of their saving."""

import re
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Barrier, Event

import pytest

from tests.clients import form_values
from tests.servers import Server, Visitor, editor_at, free_port, new_home, serving, start

pytestmark = pytest.mark.slow
SAVERS = 8
SAVERS_AT_KILL = 4
ROUNDS = 20


@pytest.fixture
def context() -> None:
    """These servers have a home of their own, not this process's application."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def make_page(visitor: Visitor, title: str, body: str) -> str:
    answer = visitor.submit("/new", title=title, body=body, kind="article", action="save")
    assert answer.status == 303, answer.text
    return answer.location.partition("?")[0]


def history(visitor: Visitor, page: str) -> list[int]:
    """Return the numbers of a page's revisions, newest first, through all the pages of its history."""
    numbers: list[int] = []
    before = ""
    while True:
        text = visitor.get(f"{page}/history{before}").text
        numbers += [int(number) for number in re.findall(r'<th scope="row"><a href="[^"]*/revisions/(\d+)"', text)]
        if 'rel="next"' not in text:
            return numbers
        before = f"?before={numbers[-1]}"


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    with serving(home) as running:
        yield running


def test_eight_editors_on_one_base_over_http_lose_nothing(server: Server) -> None:
    editors = [editor_at(server) for _ in range(SAVERS)]
    for number in range(ROUNDS):
        paragraphs = "".join(f"Paragraph {place}.\n\n" for place in range(SAVERS))
        page = make_page(editors[0], f"Round {number}", paragraphs)
        forms = [form_values(editor.get(f"{page}/edit").text) for editor in editors]
        barrier = Barrier(SAVERS)

        def save(
            mine: int, page: str = page, forms: list[dict[str, list[str]]] = forms, barrier: Barrier = barrier
        ) -> int:
            body = forms[mine]["body"][0].replace(f"Paragraph {mine}.", f"Saver {mine} wrote this.")
            barrier.wait()
            return editors[mine].post(f"{page}/edit", forms[mine] | {"body": body, "action": "save"}).status

        with ThreadPoolExecutor(SAVERS) as threads:
            assert list(threads.map(save, range(SAVERS))) == [303] * SAVERS
        text = editors[0].get(f"{page}/source?raw=1").text
        assert all(f"Saver {mine} wrote this." in text for mine in range(SAVERS))
        assert history(editors[0], page) == list(range(SAVERS + 1, 0, -1))


@dataclass
class Acknowledged:
    """What the server said it had saved: the words of edits by page, and the words of new pages."""

    edits: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)


def save_until(stop: Event, visitor: Visitor, page: str, word: str) -> Acknowledged:
    """Save again and again, each time a new word: mostly into the page, now and then as a page of its own."""
    saved = Acknowledged()
    try:
        new_page = form_values(visitor.get("/new").text)
        for number in count():
            if stop.is_set():
                break
            said = f"{word}x{number}"
            if number % 3 == 2:
                fields = {"title": said, "body": "Acknowledged.", "kind": "article", "action": "save"}
                if visitor.post("/new", new_page | fields).status == 303:
                    saved.pages.append(said)
            else:
                form = form_values(visitor.get(f"{page}/edit").text)
                if visitor.post(f"{page}/edit", form | {"body": said, "action": "save"}).status == 303:
                    saved.edits.append(said)
    except OSError:
        # The server was killed while it answered: what it had not acknowledged it need not have.
        return saved
    return saved


def kept_words(home: Path) -> dict[str, list[tuple[int, str]]]:
    """Return number and text of every revision by page, as they lie on the disk."""
    rows: dict[str, list[tuple[int, str]]] = {}
    with closing(sqlite3.connect(home / "wiki.db")) as database:
        query = "SELECT slug, number, body FROM revisions JOIN pages ON pages.id = page_id ORDER BY page_id, number"
        for slug, number, body in database.execute(query):
            rows.setdefault(slug, []).append((number, body.strip()))
    return rows


def found_by_search(visitor: Visitor) -> set[str]:
    """Return the addresses of all pages that hold the word of the new pages."""
    found: set[str] = set()
    for number in count(1):
        answer = visitor.get(f"/search?q=acknowledged&page={number}").text
        hits = set(re.findall(r'class="result-title"><a href="/pages/([^"]+)"', answer))
        if not hits:
            return found
        found |= hits
    raise AssertionError


def test_no_acknowledged_save_is_lost_when_the_server_is_killed(home: Path) -> None:
    port = free_port()
    with serving(home, port=port) as first:
        visitors = [editor_at(first) for _ in range(SAVERS_AT_KILL)]
        pages = [make_page(visitor, f"Page {place}", "Nothing yet.") for place, visitor in enumerate(visitors)]
    edits: dict[str, set[str]] = {page: set() for page in pages}
    made: set[str] = set()
    for number in range(ROUNDS):
        server = start(home, port=port)
        stop = Event()
        with ThreadPoolExecutor(SAVERS_AT_KILL) as threads:
            saving = {
                page: threads.submit(save_until, stop, visitors[place], page, f"r{number}p{place}")
                for place, page in enumerate(pages)
            }
            time.sleep(0.3 + (number % 7) * 0.05)
            server.kill()
            stop.set()
        for page, saved in saving.items():
            edits[page].update(saved.result().edits)
            made.update(saved.result().pages)
    kept = kept_words(home)
    assert made
    assert all(edits.values())
    for page, words in edits.items():
        revisions = kept[page.removeprefix("/pages/")]
        assert [number for number, _ in revisions] == list(range(1, len(revisions) + 1))
        assert not words - {body for _, body in revisions}
    assert not made - set(kept)
    with serving(home) as last:
        visitor = Visitor(last.address)
        assert not made - found_by_search(visitor)
        for page in pages:
            newest = kept[page.removeprefix("/pages/")][-1][1]
            assert f'href="{page}"' in visitor.get(f"/search?q={newest}").text
