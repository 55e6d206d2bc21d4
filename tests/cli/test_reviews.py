"""``reviews`` names what waits, for how long, and the people who could take the next step."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.unit.practices.facts import FACTS, SUMMARY
from wiki.accounts.queries import actor_of, get_person_by_email
from wiki.app import create_app
from wiki.config import load_settings
from wiki.core.db import db, transaction
from wiki.pages.service import create_page
from wiki.pages.types import Content, PageKind
from wiki.practices import service

Run = Callable[..., Result]
PEOPLE = {"eva": ("editor", "vienna"), "ruth": ("reviewer", "vienna"), "max": ("reviewer", "munich")}


def submitted(home: Path) -> None:
    app = create_app(load_settings(home))
    with app.app_context():
        author = actor_of(get_person_by_email("eva@example.org"))
        tags: Any = {"themes": ("refurbishment",), "cities": ("vienna",)}
        content = Content(title="Hauffgasse", summary=SUMMARY, facts=FACTS, **tags)
        with transaction():
            create_page(author, slug="hauffgasse", kind=PageKind.PRACTICE, content=content)
            service.submit(author, "hauffgasse", 1)
            service.approve(actor_of(get_person_by_email("ruth@example.org")), "hauffgasse", 1)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    assert run("init").exit_code == 0
    for name, (role, city) in PEOPLE.items():
        address = f"{name}@example.org"
        told = ("--name", name, "--password", "four words are enough", "--role", role, "--city", city)
        assert run("user", "add", address, *told).exit_code == 0
    submitted(tmp_path / "home")
    return run


def test_who_could_take_the_next_step_is_named(filled: Run) -> None:
    (told,) = json.loads(filled("reviews", "--json").output)
    assert told["address"].endswith("/pages/hauffgasse/review")
    assert (told["state"], told["next"], told["days"]) == ("peer_review", "reviewers", 0)
    # Ruth has approved, Eva wrote it.
    assert told["emails"] == ["max@example.org"]
    lines = filled("reviews").output.splitlines()
    assert lines[1:] == ["  peer_review, 0 days, next: reviewers", "  max@example.org"]


def test_nobody_left_to_ask_is_told(filled: Run) -> None:
    filled("user", "deactivate", "max@example.org")
    assert "nobody can take the next step" in filled("reviews").output


def test_what_is_only_in_review_is_not_due(filled: Run) -> None:
    assert filled("reviews", "--due").output == ""
    assert filled("reviews", "--due", "--json").output == "[]\n"
