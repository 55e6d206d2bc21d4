"""An export carries replications with their moves, to visitors as summaries, and an import makes them again, once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.factories import actor, practice
from tests.integration.conftest import Take, Write
from tests.integration.wikis import holdings
from wiki.accounts.types import Role
from wiki.core.db import db, transaction
from wiki.dissemination.archive.types import MANIFEST
from wiki.experience.service import add_experience
from wiki.experience.types import ExperienceDraft, ExperienceKind, Measure
from wiki.fit.queries import log_of_answers
from wiki.fit.service import save_answer
from wiki.fit.types import Answer
from wiki.importing.types import SourceError
from wiki.monitoring.models import ThemeReportRow
from wiki.monitoring.periods import read_period
from wiki.monitoring.queries import list_reports, list_series
from wiki.monitoring.reports import ReportFigures, ReportTexts
from wiki.monitoring.service import correct, enter, freeze_report, set_aside
from wiki.monitoring.types import FigureKind, SeriesValue, Subject, ValueDraft
from wiki.pages.models import PageRow
from wiki.replication import service
from wiki.replication.models import ReplicationRow
from wiki.replication.types import Details, Exit, MoveDraft, Stage
from wiki.taxonomy.queries import load_taxonomy

A_DAY = date(2018, 6, 5)
ELSEWHERE = "Elsewhere"


@pytest.fixture(autouse=True)
def replicated() -> None:
    """Two replications: one that stopped and is shared, one that nobody else knows of yet."""
    force = actor(Role.REVIEWER)
    slug = practice("Lamp posts", themes=("refurbishment",), cities=("munich",))
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


def heat(value: float, period: str, **more: Any) -> ValueDraft:
    told: dict[str, Any] = {"indicator": "specific_heat", "boundary": "Block 1", "unit": "kWh/m2a", "method": "metered"}
    return ValueDraft(kind=FigureKind.MEASURED, value=value, period=read_period(period), **told | more)


@pytest.fixture
def measured() -> None:
    """What both replications came to: values, one corrected and one set aside; answers; and a report that is frozen."""
    force = actor(Role.REVIEWER)
    for number in replications():
        with transaction():
            added = enter(force, Subject(replication=number), [heat(30, "2020"), heat(99, "2021")]).added
            correct(force, added[0], heat(22.08, "2020", note="Read anew."))
            set_aside(force, added[1], "A meter was broken.")
            for score in (-2, 1):
                answer = Answer(score=score, note="Few masts.", mitigation="Buy some.")
                save_answer(force, number, "sofia", frozenset({"f" * 64}), "f" * 64, answer)
    theme = load_taxonomy().theme_by_slug["refurbishment"]
    with transaction():
        freeze_report(force, theme, read_period("2018..2022"), ReportTexts(introduction="So far.", assessment="Go on."))


def replications() -> list[int]:
    query = select(ReplicationRow.id).where(ReplicationRow.district != ELSEWHERE)
    return list(db.session.scalars(query.order_by(ReplicationRow.created_at, ReplicationRow.id)))


def results() -> list[Any]:
    """Return what is known of replications' results and answers, and of frozen reports, but for numbers of rows."""

    def value(each: SeriesValue, places: dict[int, int]) -> dict[str, Any]:
        unlike = {"id", "series", "replaces"}
        told = {name: given for name, given in vars(each).items() if name not in unlike}
        return told | {"replaces": places.get(each.replaces or 0)}

    found: list[Any] = []
    for number in replications():
        for series in list_series(actor(Role.REVIEWER), Subject(replication=number)):
            places = {each.id: place for place, each in enumerate(series.values)}
            found.append((series.indicator.key, series.boundary, [value(each, places) for each in series.values]))
        found.append(log_of_answers(number))
    for theme in load_taxonomy().themes:
        for report in list_reports(theme):
            rows = [replace(row, replication=bool(row.replication)) for row in report.figures.results]
            found.append((vars(report) | {"figures": rows}, [row.exit for row in report.figures.delays]))
    db.session.rollback()
    return found


@pytest.mark.usefixtures("measured")
def test_results_answers_and_reports_come_back_as_they_were_and_only_once(
    write: Write, take: Take, tmp_path: Path
) -> None:
    write("out")
    before = results()
    assert len(before) == 5
    take(tmp_path / "out")
    assert results() == before
    forget()
    with transaction():
        db.session.query(ThemeReportRow).delete()
        another()
    for _ in range(2):
        take(tmp_path / "out")
        assert results() == before
        # A report names what it is of by the numbers that it has here.
        named = {row.replication for row in reported().results if row.replication}
        assert named == {replications()[0]}


def another() -> None:
    """Take the first number, so that what comes back gets others."""
    page_id = db.session.scalar(select(PageRow.id).where(PageRow.slug == "lamp-posts"))
    told = {"page_id": page_id, "city_id": load_taxonomy().city_by_slug["kyiv"].id, "district": ELSEWHERE}
    rest = {"title": "", "blocks": [], "responsible": "", "stage": 1, "exit": "none", "reason": "", "shared": False}
    moment = datetime(2017, 1, 1, tzinfo=UTC)
    db.session.add(ReplicationRow(**told, **rest, created_by="", created_at=moment, updated_at=moment, version=1))


def reported() -> ReportFigures:
    return list_reports(load_taxonomy().theme_by_slug["refurbishment"])[0].figures


@pytest.mark.usefixtures("measured")
def test_an_export_for_visitors_holds_no_names_and_not_what_is_done_about_a_gap(write: Write, tmp_path: Path) -> None:
    write("out", public=True)
    lines = (tmp_path / "out" / MANIFEST).read_text().splitlines()
    (told,) = [line for line in lines if line.startswith('{"replication"')]
    assert "22.08" in told
    assert "Few masts." in told
    (report,) = [line for line in lines if line.startswith('{"report"')]
    assert "So far." in report
    assert not [word for word in ("Reviewer", "Buy some.", "Between us.") if word in told + report]


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ('"score": -2', '"score": -3'),
        ('"note": "Few masts."', f'"note": "{"x" * 601}"'),
        ('"note": "Few masts."', '"note": "\\u0000"'),
        ('"value": 99,', '"value": 1e300,'),
        ('"exit": "stopped"', '"exit": "lost"'),
        ('"introduction": "So far."', f'"introduction": "{"x" * 20_001}"'),
        ('"reached": null', '"reached": Infinity'),
        ('"measured": 22.08', '"measured": "much"'),
        ('"unit": "kWh/m2a", "baseline"', '"unit": "furlong", "baseline"'),
    ],
)
def test_damaged_results_answers_and_reports_stop_the_import(
    write: Write, take: Take, tmp_path: Path, sound: str, broken: str
) -> None:
    write("out", history=False)
    manifest = tmp_path / "out" / MANIFEST
    text = manifest.read_text()
    assert sound in text
    manifest.write_text(text.replace(sound, broken, 1))
    with pytest.raises(SourceError):
        take(tmp_path / "out", history=False)
