"""An export carries replications with their moves, to visitors as summaries, and an import makes them again, once."""

from datetime import date
from pathlib import Path

import pytest

from tests.factories import actor, practice
from tests.integration.conftest import Take, Write
from tests.integration.wikis import holdings
from wiki.accounts.types import Role
from wiki.core.db import db, transaction
from wiki.dissemination.archive.types import MANIFEST
from wiki.experience.service import add_experience
from wiki.experience.types import ExperienceDraft, ExperienceKind, Measure
from wiki.importing.types import SourceError
from wiki.replication import service
from wiki.replication.models import ReplicationRow
from wiki.replication.types import Details, Exit, MoveDraft, Stage

A_DAY = date(2018, 6, 5)


@pytest.fixture(autouse=True)
def replicated() -> None:
    """Two replications: one that stopped and is shared, one that nobody else knows of yet."""
    force = actor(Role.REVIEWER)
    slug = practice("Lamp posts", cities=("munich",))
    with transaction():
        made = [
            service.start_replication(
                force,
                slug,
                Details(city=city, shared=shared, responsible="Reviewer", district="Centre"),
                MoveDraft(stage=Stage.PLAN, happened_on=A_DAY, evidence="Roadmap", link="https://example.org/"),
            )
            for city, shared in (("sofia", True), ("venice", False))
        ]
        back = MoveDraft(stage=Stage.INTEREST, happened_on=A_DAY, note="Between us.")
        service.move_replication(force, made[0], back, seen=1)
        stop = MoveDraft(stage=Stage.INTEREST, exit=Exit.STOPPED, happened_on=A_DAY, note="No masts.")
        service.move_replication(force, made[0], stop, seen=2)
        told = {"happened_on": A_DAY, "text": "Masts are low"}
        barrier = {"category": "technical", "solved": "Others were bought", "solved_on": A_DAY, "severity": 3}
        for draft in (
            ExperienceDraft(kind=ExperienceKind.BARRIER, **told | barrier),
            ExperienceDraft(kind=ExperienceKind.LESSON, differently=True, **told),
            ExperienceDraft(
                kind=ExperienceKind.DEVIATION, measure=Measure.TIME, planned=10, actual=12.5, unit="weeks", **told
            ),
        ):
            add_experience(force, made[0], draft)


def forget() -> None:
    with transaction():
        for row in db.session.query(ReplicationRow):
            db.session.delete(row)


def test_replications_come_back_as_they_were_and_only_once(write: Write, take: Take, tmp_path: Path) -> None:
    write("out")
    before = holdings()["replications"]
    assert [len(each["moves"]) for each in before] == [3, 1]
    assert [len(each["experiences"]) for each in before] == [3, 0]
    take(tmp_path / "out")
    assert holdings()["replications"] == before
    forget()
    for _ in range(2):
        take(tmp_path / "out")
        assert holdings()["replications"] == before


def test_an_export_for_visitors_holds_summaries_of_what_is_shared(write: Write, tmp_path: Path) -> None:
    write("out", public=True)
    text = (tmp_path / "out" / MANIFEST).read_text()
    lines = [line for line in text.splitlines() if line.startswith('{"replication"')]
    assert len(lines) == 1
    assert "No masts." in lines[0]
    assert not [word for word in ("Reviewer", "Between us.", "venice") if word in lines[0]]


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ('"to_stage": 4', '"to_stage": 12'),
        ('"from_stage": 4', '"from_stage": 3'),
        ('"happened_on": "2018-06-05"', '"happened_on": "soon"'),
        ('"district": "Centre"', f'"district": "{"x" * 200}"'),
        ('"link": "https://example.org/"', '"link": "javascript:alert(1)"'),
        ('"to_exit": "stopped"', '"to_exit": "lost"'),
        ('"category": "technical"', '"category": "luck"'),
        ('"unit": "weeks"', '"unit": "EUR"'),
        ('"differently": true', '"differently": true, "solved": "So"'),
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
