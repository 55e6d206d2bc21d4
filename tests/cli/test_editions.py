"""The editions of a practice, as somebody who runs a wiki asks for them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.factories import rename
from tests.integration.reviewing import disseminated, member, ready
from wiki.accounts.service import create_user
from wiki.accounts.types import Role
from wiki.app import create_app
from wiki.config import load_settings
from wiki.core.db import db, transaction

Run = Callable[..., Result]


@pytest.fixture
def edited(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The former address of a practice with an edition."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert run("init").exit_code == 0
    with create_app(load_settings(tmp_path / "home")).app_context():
        with transaction():
            for role in Role:
                create_user(name=role, email=f"{role}@example.org", password="four words are enough", role=role)
        ready("hauffgasse")
        disseminated(member(leads=("refurbishment",)), slug="hauffgasse")
        rename("hauffgasse", "elsewhere")
        db.session.remove()
        db.engine.dispose()
    return "hauffgasse"


def test_editions_are_listed_with_how_they_are_cited(run: Run, edited: str) -> None:
    told = run("editions", edited).output
    assert "  1  20" in told
    assert "Edition 1, " in told
    [listed] = json.loads(run("editions", "elsewhere", "--json").output)
    assert (listed["edition"], listed["revision"]) == (1, 1)
    assert listed["citation"] in told


def test_a_page_without_editions_and_no_page_at_all(run: Run, edited: str) -> None:
    assert run("editions", "welcome").output == "No edition yet.\n"
    missing = run("editions", "nowhere")
    assert missing.exit_code == 1
    assert "no page at nowhere" in missing.output
