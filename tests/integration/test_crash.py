"""``kill -9`` in the middle of saving: what the server said was saved is in history, and found."""

import re
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Semaphore

import pytest

from tests.clients import form_values
from tests.servers import Server, Visitor, editor_at, free_port, make_page, new_home, serving

pytestmark = pytest.mark.slow
# One for each of the moments at which it is killed.
ROUNDS = 7
SAVERS = 4
SAVES_BEFORE_KILL = 12


@pytest.fixture
def context() -> None:
    """These servers have a home of their own, not this process's application."""


@dataclass
class Acknowledged:
    """What the server said it had saved: the words of edits by page, and the words of new pages."""

    edits: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)


def save_until_killed(enough: Semaphore, visitor: Visitor, page: str, word: str) -> Acknowledged:
    """Save again and again, each time a new word: mostly into the page, now and then as a page of its own."""
    saved = Acknowledged()
    # The server is killed while it answers: what it had not acknowledged it need not have.
    with suppress(OSError):
        new_page = form_values(visitor.get("/new").text)
        for number in count():
            said = f"{word}x{number}"
            if number % 3 == 2:
                fields = {"title": said, "body": "Acknowledged.", "kind": "article", "action": "save"}
                if visitor.post("/new", new_page | fields).status == 303:
                    saved.pages.append(said)
                    enough.release()
            else:
                form = form_values(visitor.get(f"{page}/edit").text)
                if visitor.post(f"{page}/edit", form | {"body": said, "action": "save"}).status == 303:
                    saved.edits.append(said)
                    enough.release()
    return saved


def save_and_kill(server: Server, visitors: list[Visitor], pages: list[str], number: int) -> dict[str, Acknowledged]:
    """Let every visitor save into a page of theirs, and kill the server while they do."""
    enough = Semaphore(0)
    with ThreadPoolExecutor(len(pages)) as threads:
        saving = {
            page: threads.submit(save_until_killed, enough, visitor, page, f"r{number}p{place}")
            for place, (page, visitor) in enumerate(zip(pages, visitors, strict=True))
        }
        for _ in range(SAVES_BEFORE_KILL):
            enough.acquire(timeout=5)
        time.sleep(number * 0.01)
        server.kill()
    return {page: saved.result() for page, saved in saving.items()}


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


def test_no_acknowledged_save_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    port = free_port()
    with serving(home, port=port) as first:
        visitors = [editor_at(first) for _ in range(SAVERS)]
        pages = [make_page(visitor, f"Page {place}", "Nothing yet.") for place, visitor in enumerate(visitors)]
    edits: dict[str, set[str]] = {page: set() for page in pages}
    made: set[str] = set()
    for number in range(ROUNDS):
        with serving(home, port=port) as server:
            for page, saved in save_and_kill(server, visitors, pages, number).items():
                edits[page].update(saved.edits)
                made.update(saved.pages)
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
