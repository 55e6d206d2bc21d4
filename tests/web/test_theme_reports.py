"""A theme's evaluation report is generated for a period, and frozen as an edition that nothing changes."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.clients import FormClient
from tests.factories import actor, archive, practice, save
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.core.errors import Denied, Invalid
from wiki.monitoring.periods import read_period
from wiki.monitoring.queries import generate_report, get_report, list_reports
from wiki.monitoring.reports import TEXT_MAX, ReportTexts, from_stored, to_stored
from wiki.monitoring.service import enter, freeze_report
from wiki.monitoring.types import FigureKind, Subject, ValueDraft
from wiki.pages.queries import get_page
from wiki.taxonomy.queries import load_taxonomy

REPORT = "/monitoring/refurbishment/report"
FACTS: dict[str, Any] = {
    "timeliness": "late",
    "delay_reason": "Tenants **objected**.",
    "influences": [
        {"kind": "barrier", "category": "social", "severity": 2, "text": "Few come to meetings."},
        {"kind": "barrier", "category": "financial", "severity": 5, "text": "Money comes late.", "help_wanted": True},
        {"kind": "barrier", "category": "technical", "text": "Roofs are small.", "solved": "Panels on walls."},
        {"kind": "enabler", "category": "social", "text": "A caretaker everybody knows."},
    ],
    "lessons": [{"kind": "differently", "text": "Ask tenants first."}],
}


def figures_of(slug: str, *figures: tuple[FigureKind, float, str, str]) -> None:
    subject = Subject(page=get_page(actor(Role.EDITOR), slug).id)
    told: dict[str, Any] = {"indicator": "specific_heat", "boundary": "", "unit": "kWh/m2a", "method": "metered"}
    drafts = [
        ValueDraft(kind=kind, value=value, period=read_period(text), note=note, **told)
        for kind, value, text, note in figures
    ]
    with transaction():
        enter(actor(Role.EDITOR), subject, drafts)


@pytest.fixture(autouse=True)
def houses(inside: Callable[..., Any]) -> None:
    def make() -> None:
        practice("Houses", facts=FACTS, themes=("refurbishment",), cities=("vienna",))
        figures_of(
            "houses",
            (FigureKind.BASELINE, 100, "2015", ""),
            (FigureKind.TARGET, 20, "2022", ""),
            (FigureKind.MEASURED, 60, "2020", "A pump was broken."),
            (FigureKind.MEASURED, 10, "2021", "All is well."),
        )

    inside(make)


def freeze(period: str = "2020", by: Role = Role.REVIEWER, **texts: str) -> int:
    theme = load_taxonomy().theme_by_slug["refurbishment"]
    with transaction():
        return freeze_report(actor(by), theme, read_period(period), ReportTexts(**texts))


def text_of(client: FormClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def test_results_are_those_of_the_period(inside: Callable[..., Any]) -> None:
    def told(period: str) -> list[Any]:
        figures = generate_report(load_taxonomy().theme_by_slug["refurbishment"], read_period(period))
        return [(row.measured, row.reached, row.is_met, row.reasons) for row in figures.results]

    assert inside(told, "2020") == [(60, 0.5, False, ("A pump was broken.",))]
    assert inside(told, "2020..2021") == [(10, 1.125, True, ("A pump was broken.", "All is well."))]
    assert inside(told, "2019") == [(None, None, None, ())]


def test_it_tells_deviations_delays_open_barriers_and_lessons(client: FormClient) -> None:
    told = text_of(client, f"{REPORT}?from=2020&to=2020")
    assert "A pump was broken." in told
    assert "Tenants objected." in told
    assert told.index("Money comes late.") < told.index("Few come to meetings.")
    assert "Roofs are small." not in told
    assert "A caretaker" not in told
    assert "Ask tenants first." in told
    assert "0 of 1 series has met its target." in told


def test_what_visitors_may_not_see_is_in_no_report(editor: FormClient, inside: Callable[..., Any]) -> None:
    def make() -> None:
        practice("Secret", facts=FACTS, themes=("refurbishment",), published=False)
        figures_of("secret", (FigureKind.MEASURED, 33, "2020", "Nobody knows."))
        save("houses", facts=FACTS | {"lessons": [{"kind": "works", "text": "Not said yet."}]})

    inside(make)
    told = text_of(editor, f"{REPORT}?from=2020&to=2020")
    assert "Secret" not in told
    assert "Not said yet." not in told
    assert "Ask tenants first." in told


def test_an_edition_stays_as_it_is(client: FormClient, inside: Callable[..., Any]) -> None:
    assert inside(freeze, introduction="One.\n\nTwo <b>.", assessment="More.") == 1
    before = text_of(client, "/monitoring/refurbishment/reports/1")
    assert "<p>Two &lt;b&gt;.</p>" in before
    assert "A pump was broken." in before

    def change() -> None:
        figures_of("houses", (FigureKind.MEASURED, 99, "2020-01..2020-12", "Worse."))
        archive("houses")

    inside(change)
    assert text_of(client, "/monitoring/refurbishment/reports/1") == before
    assert inside(freeze, "2021") == 2
    assert "Houses" not in text_of(client, "/monitoring/refurbishment/reports/2")


def test_a_reviewer_freezes_through_the_form_and_goes_on_from_the_last_text(reviewer: FormClient) -> None:
    told = {"from": "2020", "to": "2020", "introduction": "A year\r\nof work.", "assessment": ""}
    answer = reviewer.post(REPORT, data={**told, "csrf_token": reviewer.token(REPORT)})
    assert answer.status_code == 303
    assert answer.location.endswith("/monitoring/refurbishment/reports/1")
    assert "A year\nof work." in text_of(reviewer, REPORT)


def test_a_wrong_period_is_told_and_what_was_typed_stays(reviewer: FormClient) -> None:
    told = {"from": "2021", "to": "2020", "introduction": "Typed."}
    answer = reviewer.post(REPORT, data={**told, "csrf_token": reviewer.token(REPORT)})
    assert answer.status_code == 422
    assert "Typed." in answer.get_data(as_text=True)
    assert 'value="2021"' in answer.get_data(as_text=True)
    assert reviewer.get(f"{REPORT}?from=never").status_code == 422


def test_only_the_task_force_freezes(editor: FormClient, inside: Callable[..., Any]) -> None:
    assert "Freeze" not in text_of(editor, REPORT)
    assert editor.post(REPORT, data={"csrf_token": editor.token("/indicators")}).status_code == 403
    with pytest.raises(Denied):
        inside(freeze, by=Role.EDITOR)
    with pytest.raises(Invalid):
        inside(freeze, assessment="x" * (TEXT_MAX + 1))


def test_an_edition_is_kept_as_markdown_and_as_a_table(client: FormClient, inside: Callable[..., Any]) -> None:
    inside(freeze, introduction="One.")
    told = text_of(client, "/monitoring/refurbishment/reports/1.md")
    assert told.startswith("# Evaluation report 1: ")
    assert "- Houses, Specific heat demand: Baseline 100 kWh/m²a; Target 20 kWh/m²a 2022; Measured 60" in told
    table = client.get("/monitoring/refurbishment/reports/1.csv").get_data().decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(table))
    assert (line["practice"], line["measured"], line["met"]) == ("Houses", "60.0", "no")
    assert client.get("/monitoring/refurbishment/reports/2").status_code == 404
    assert client.get("/monitoring/data/reports/1").status_code == 404


def test_figures_are_read_as_they_were_stored(inside: Callable[..., Any]) -> None:
    def read() -> None:
        theme = load_taxonomy().theme_by_slug["refurbishment"]
        figures = generate_report(theme, read_period("2020"))
        assert from_stored(to_stored(figures)) == figures
        freeze()
        assert get_report(theme, 1).figures == figures
        assert [report.number for report in list_reports(theme)] == [1]

    inside(read)
