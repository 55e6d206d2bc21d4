"""A write that arrives while the page is being renamed reaches the page where it is then."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.api.conftest import Program
from tests.factories import page, rename
from wiki.accounts.types import Role
from wiki.api.resources import lifecycle, saving
from wiki.core.db import transaction


@pytest.fixture(autouse=True)
def renamed_meanwhile(inside: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody's rename end while the write waits for its turn."""
    inside(page, "Story", "Text.")
    first = [True]

    @contextmanager
    def waiting() -> Iterator[None]:
        if first:
            first.clear()
            rename("story", "news/tale")
        with transaction():
            yield

    for module in (saving, lifecycle):
        monkeypatch.setattr(module, "transaction", waiting)


def test_a_text_is_saved_in_the_page_that_moved(editor: Program) -> None:
    answer = editor.put("/pages/story", body="Newer.", base_revision=1)
    assert (answer.status_code, answer.json["page"]["slug"]) == (200, "news/tale")


@pytest.mark.parametrize(
    ("action", "told"), [("archive", {}), ("publish", {"revision": 1}), ("revert", {"revision": 1})]
)
def test_an_action_is_done_to_the_page_that_moved(
    program: Callable[..., Program], action: str, told: dict[str, int]
) -> None:
    answer = program(Role.REVIEWER).post(f"/pages/story/{action}", **told)
    assert (answer.status_code, (answer.json.get("page") or answer.json)["slug"]) == (200, "news/tale")
