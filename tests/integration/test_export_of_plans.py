"""An export carries plans with their review and what was decided on editions; a summary holds none of it."""

from pathlib import Path

import pytest

from tests.integration import planning
from tests.integration.conftest import Take, Write
from tests.integration.reviewing import member
from tests.integration.test_export_of_replications import forget
from tests.integration.wikis import holdings
from wiki.core.db import transaction
from wiki.dissemination.archive.types import MANIFEST
from wiki.importing.types import SourceError
from wiki.plans import queries, service
from wiki.plans.types import Decision


@pytest.fixture(autouse=True)
def planned() -> None:
    """A plan that was agreed to, and decisions on the edition that came then."""
    lead, sofia, venice = member(leads=("refurbishment",)), planning.editor_of("sofia"), planning.judge()
    planning.edition(lead)
    made = planning.replicated(sofia, shared=True)
    planning.composed(sofia, made)
    with transaction():
        service.submit_plan(sofia, made, "Please")
        service.agree_to_plan(venice, made, 1, "Well done")
    planning.next_edition(lead)
    stands = planning.seen(sofia, made)
    alert = queries.get_alert(sofia, stands)
    assert alert is not None
    said = {line.name: Decision(name=line.name, is_taken=bool(line.effect), reason="Noted.") for line in alert.lines}
    with transaction():
        service.take_over(sofia, made, said, edition=2, seen=stands.version)


def test_plans_come_back_as_they_were(write: Write, take: Take, tmp_path: Path) -> None:
    write("out")
    before = holdings()["replications"]
    [one] = before
    assert [len(one[table]) for table in ("plan_revisions", "plan_steps", "take_overs")] == [2, 2, 1]
    forget()
    for _ in range(2):
        take(tmp_path / "out")
        assert holdings()["replications"] == before


def test_visitors_are_given_no_plan(write: Write, tmp_path: Path) -> None:
    write("out", public=True)
    text = (tmp_path / "out" / MANIFEST).read_text()
    assert '{"replication"' in text
    assert not [word for word in ("milestones", "Well done", "Two objections", "take_overs") if word in text]


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ('"plan": [{"number": 1', '"plan": [{"number": 2'),
        ('"plan_steps": [{"kind": "submitted", "number": 1', '"plan_steps": [{"kind": "submitted", "number": 9'),
        ('"kind": "submitted"', '"kind": "sung"'),
        ('"comment": "Well done"', f'"comment": "{"x" * 2001}"'),
        ('"scaled_to": 100', '"scaled_to": "100"'),
        ('"template": 1', '"template": 99'),
        ('"edition": 2, "decisions"', '"edition": 0, "decisions"'),
        ('"reason": "Noted."', f'"reason": "{"x" * 501}"'),
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
