"""A real server with two workers: eight editors at once over HTTP."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.clients import form_values
from tests.servers import Server, Visitor, editor_at, make_page, new_home, serving

pytestmark = pytest.mark.slow
SAVERS = 8
ROUNDS = 20


@pytest.fixture
def context() -> None:
    """These servers have a home of their own, not this process's application."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


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
