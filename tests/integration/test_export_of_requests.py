"""An export carries the practices that are wanted, to visitors without names, and an import makes them again, once."""

from pathlib import Path

import pytest

from tests.factories import actor, archive, page
from tests.integration.conftest import Take, Write
from tests.integration.wikis import holdings
from wiki.accounts.types import Role
from wiki.core.db import db, transaction
from wiki.demand import queries, service
from wiki.demand.models import RequestRow
from wiki.demand.types import RequestDraft, RequestId
from wiki.dissemination.archive.types import MANIFEST
from wiki.importing.types import SourceError


@pytest.fixture
def wanted() -> RequestId:
    """Three requests: met, the same as another, and that other; with a page that was hidden since."""
    observer, editor, reviewer = map(actor, (Role.OBSERVER, Role.EDITOR, Role.REVIEWER))
    slug = page("Sesame")
    with transaction():
        made = [
            service.ask(observer, RequestDraft(title=title, why="We need it.", theme="heating", city="munich"))
            for title in ("Heat pumps", "Old houses", "Heating listed buildings")
        ]
        service.join_request(editor, made[0], "vienna")
        service.meet_request(reviewer, made[0], slug)
        service.mark_same(reviewer, made[1], made[2])
    return made[0]


def forget() -> None:
    with transaction():
        for row in db.session.query(RequestRow).order_by(RequestRow.id.desc()):
            row.same_as_id = None
            db.session.flush()
            db.session.delete(row)


def test_requests_come_back_as_they_were_and_only_once(
    wanted: RequestId, write: Write, take: Take, tmp_path: Path
) -> None:
    write("out")
    before = holdings()["requests"]
    take(tmp_path / "out")
    assert holdings()["requests"] == before
    forget()
    for _ in range(2):
        take(tmp_path / "out")
        assert holdings()["requests"] == before
    found = queries.list_requests(actor(Role.EDITOR), state=None).items
    assert {request.asked_by for request in found} == {"Observer"}
    assert queries.list_answers(actor(Role.OBSERVER)) == []


def test_an_export_for_visitors_names_nobody_and_no_hidden_page(
    wanted: RequestId, write: Write, tmp_path: Path
) -> None:
    archive("sesame")
    write("out", public=True)
    lines = [line for line in (tmp_path / "out" / MANIFEST).read_text().splitlines() if line.startswith('{"request"')]
    assert len(lines) == 3
    assert not [line for line in lines if "Observer" in line or "Editor" in line or "esame" in line]


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ('"title": "Heat pumps"', '"title": ""'),
        ('"title": "Heat pumps"', f'"title": "{"x" * 200}"'),
        ('"state": "met"', '"state": "bought"'),
        ("+00:00", ""),
    ],
)
def test_what_no_export_writes_is_refused(
    wanted: RequestId, write: Write, take: Take, tmp_path: Path, sound: str, broken: str
) -> None:
    write("out", history=False)
    listed = tmp_path / "out" / MANIFEST
    text = listed.read_text()
    begin = text.index('{"request"')
    assert sound in text[begin:]
    listed.write_text(text[:begin] + text[begin:].replace(sound, broken))
    with pytest.raises(SourceError):
        take(tmp_path / "out", history=False)
