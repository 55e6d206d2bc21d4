"""An export carries peer exchange, to visitors without names and interests, and an import makes it again, once."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.factories import actor, practice
from tests.integration.conftest import Take, Write
from tests.integration.wikis import holdings
from wiki.accounts.types import Role
from wiki.core.db import db, transaction
from wiki.dissemination.archive.types import MANIFEST
from wiki.exchange import service
from wiki.exchange.models import ExchangeRow, InterestRow
from wiki.exchange.types import ExchangeDraft, Format, InterestDraft
from wiki.importing.types import SourceError
from wiki.replication.models import ReplicationRow
from wiki.replication.service import start_replication
from wiki.replication.types import Details, MoveDraft, Stage

A_DAY = date(2018, 6, 5)


@pytest.fixture(autouse=True)
def exchanged() -> None:
    """Exchanges about a practice, for a replication that is shared and one that is not; and two interests."""
    force = actor(Role.REVIEWER)
    slug = practice("Lamp posts", cities=("munich",))
    told: dict[str, Any] = {"format": Format.STUDY_VISIT, "starts_on": A_DAY, "host": "munich", "guests": ("sofia",)}
    with transaction():
        begun = MoveDraft(stage=Stage.INTEREST, happened_on=A_DAY)
        shared, hidden = (
            start_replication(force, slug, Details(city="sofia", shared=is_shared), begun)
            for is_shared in (True, False)
        )
        visit = service.log_exchange(
            force,
            ExchangeDraft(title="Lamps at night", practice=slug, people=12, mentor="Ada Person", **told),
        )
        service.log_exchange(force, ExchangeDraft(title="Shared lamps", replication=shared, theme="data", **told))
        service.log_exchange(force, ExchangeDraft(title="Secret lamps", replication=hidden, **told))
        answers: dict[str, Any] = {"theme": "data", "does": "Nothing.", "issue": "Who pays?", "travel": "We do"}
        first = service.express_interest(force, InterestDraft(city="sofia", practice=slug, **answers))
        service.express_interest(force, InterestDraft(city="venice", category="financial", follows_up=True, **answers))
        service.match_interest(force, first, exchange=visit, partner="munich", comment="Come and see.")


def forget() -> None:
    with transaction():
        for table in (InterestRow, ExchangeRow, ReplicationRow):
            for row in db.session.query(table):
                db.session.delete(row)


def told() -> tuple[Any, Any]:
    found = holdings()
    return found["exchanges"], found["interests"]


def test_all_comes_back_as_it_was_and_only_once(write: Write, take: Take, tmp_path: Path) -> None:
    write("out")
    before = told()
    assert [len(each) for each in before] == [3, 2]
    take(tmp_path / "out")
    assert told() == before
    forget()
    for _ in range(2):
        take(tmp_path / "out")
        assert told() == before


def test_an_export_for_visitors_names_nobody_and_holds_no_interest(write: Write, tmp_path: Path) -> None:
    write("out", public=True)
    text = (tmp_path / "out" / MANIFEST).read_text()
    lines = [line for line in text.splitlines() if line.startswith('{"exchange"')]
    assert len(lines) == 2
    assert not [line for line in lines if "Reviewer" in line]
    assert not [word for word in ("Ada Person", "Secret lamps", "Who pays?", '"interest"') if word in text]


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ('"format": "study_visit"', '"format": "party"'),
        ('"guests": ["sofia"]', '"guests": ["munich"]'),
        ('"guests": ["sofia"]', '"guests": []'),
        ('"people": 12', '"people": 0'),
        ('"mentor": "Ada Person"', f'"mentor": "{"x" * 200}"'),
        ('"mentor": "Ada Person"', '"mentor": "Ada Person", "link": "javascript:alert(1)"'),
        ('"replication": {"city": "sofia"', '"replication": {"city": "venice"'),
        ('"issue": "Who pays?"', '"issue": ""'),
        ('"category": "financial"', '"category": "magic"'),
        ('"state": "matched"', '"state": "closed"'),
        ('"kind": "matched"', '"kind": "reopened"'),
        ('"comment": "Come and see."', f'"comment": "{"x" * 500}"'),
    ],
)
def test_what_no_export_writes_is_refused(write: Write, take: Take, tmp_path: Path, sound: str, broken: str) -> None:
    write("out", history=False)
    manifest = tmp_path / "out" / MANIFEST
    text = manifest.read_text()
    assert sound in text
    manifest.write_text(text.replace(sound, broken, 1))
    with pytest.raises(SourceError):
        take(tmp_path / "out", history=False)
