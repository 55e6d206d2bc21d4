"""What cities measure that take up a practice counts in dashboards, comparisons and reports, for who may know of it."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.clients import FormClient
from tests.factories import actor, archive, person, practice
from tests.web.test_replications import words
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.db import transaction
from wiki.indicators.queries import get_indicator
from wiki.monitoring.comparing import compare
from wiki.monitoring.periods import read_period
from wiki.monitoring.queries import generate_report, list_monitored
from wiki.monitoring.service import enter
from wiki.monitoring.types import FigureKind, Subject, ValueDraft
from wiki.pages.queries import get_page
from wiki.replication.service import move_replication, start_replication
from wiki.replication.types import Details, Exit, MoveDraft, ReplicationId, Saved, Stage
from wiki.taxonomy.queries import load_taxonomy

FORCE = Role.REVIEWER
PATHS = ("/monitoring", "/monitoring.csv", "/monitoring/refurbishment", "/monitoring/refurbishment/specific_heat.csv")


def measured(subject: Subject, value: float, *, boundary: str = "", note: str = "") -> None:
    draft = ValueDraft(
        indicator="specific_heat",
        boundary=boundary,
        kind=FigureKind.MEASURED,
        period=read_period("2020"),
        value=value,
        unit="kWh/m2a",
        method="metered",
        note=note,
    )
    with transaction():
        enter(actor(FORCE), subject, [draft])


def adopted(city: str, value: float | None = None, *, shared: bool = True, title: str = "", **told: Any) -> int:
    first = MoveDraft(stage=Stage.INTEREST, happened_on=date(2018, 6, 5))
    with transaction():
        made = start_replication(actor(FORCE), "houses", Details(city=city, shared=shared, title=title), first)
    if value is not None:
        measured(Subject(replication=made), value, **told)
    return made


@pytest.fixture(autouse=True)
def houses(inside: Callable[..., Any]) -> None:
    def make() -> None:
        slug = practice("Houses", themes=("refurbishment",), cities=("vienna",))
        measured(Subject(page=get_page(actor(FORCE), slug).id), 22)

    inside(make)


def text_of(client: FormClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def test_adopters_stand_in_the_dashboard_under_their_own_city_and_are_told_apart(
    client: FormClient, inside: Callable[..., Any]
) -> None:
    number = inside(adopted, "sofia", 30)
    told = words(text_of(client, "/monitoring"))
    assert "Practices and their replications" in told
    assert "Sofia Replication of Houses" in told
    assert f"/replications/{number}/results#series-" in text_of(client, "/monitoring")
    narrowed = text_of(client, "/monitoring.csv?city=sofia").lstrip("\ufeff")
    (line,) = csv.DictReader(io.StringIO(narrowed))
    assert (line["measured"], line["replication"], line["replication_of"], line["theme"]) == (
        *("30.0", str(number), "Houses"),
        "refurbishment",
    )


def test_a_comparison_shows_adopters_beside_their_source(client: FormClient, inside: Callable[..., Any]) -> None:
    inside(adopted, "sofia", 30, title="Blocks of Vitosha")
    told = words(text_of(client, "/monitoring/refurbishment"))
    assert "Sofia · Blocks of Vitosha (replication)" in told
    assert "Measured at the source" in told
    table = text_of(client, "/monitoring/refurbishment/specific_heat.csv").lstrip("\ufeff")
    assert [(line["city"], line["measured_at_source"]) for line in csv.DictReader(io.StringIO(table))] == [
        ("vienna", ""),
        ("sofia", "22.0"),
    ]


def test_the_source_is_that_of_the_same_boundary_where_there_are_several(inside: Callable[..., Any]) -> None:
    def told() -> list[Any]:
        subject = Subject(page=get_page(actor(FORCE), "houses").id)
        measured(subject, 25, boundary="House 2")
        adopted("sofia", 30, boundary="House 2")
        adopted("venice", 40, boundary="Elsewhere")
        compared = compare(list_monitored(VISITOR), get_indicator("specific_heat"))
        return [(each.measured, each.source) for each in compared]

    assert inside(told) == [(22, None), (25, None), (30, 25), (40, None)]


def readers(city: str) -> dict[str, Actor]:
    return {
        "visitor": VISITOR,
        "observer": actor(Role.OBSERVER),
        "editor of another city": replace(actor(Role.EDITOR), city="venice"),
        "editor of that city": replace(actor(Role.EDITOR), city=city),
        "task force": actor(FORCE),
    }


def test_what_is_not_shared_counts_for_its_city_and_the_task_force(
    client: FormClient, editor: FormClient, inside: Callable[..., Any]
) -> None:
    before = [client.get(path).get_data() for path in PATHS]
    inside(adopted, "sofia", 33.5, shared=False, title="Secret blocks")
    assert [client.get(path).get_data() for path in PATHS] == before
    assert all("Secret" not in text_of(editor, path) for path in PATHS)

    def counted() -> dict[str, int]:
        return {name: len(list_monitored(who)) for name, who in readers("sofia").items()}

    assert inside(counted) == {
        "visitor": 1,
        "observer": 1,
        "editor of another city": 1,
        "editor of that city": 2,
        "task force": 2,
    }


def test_visitors_learn_of_nobody_who_entered_it(
    client: FormClient, editor: FormClient, inside: Callable[..., Any]
) -> None:
    inside(adopted, "sofia", 33.5)
    name = inside(lambda: person(FORCE).name)
    # Once, for what was entered at the practice.
    assert words(text_of(client, "/monitoring")).count(name) == 1
    assert words(text_of(editor, "/monitoring")).count(name) == 2


def test_replications_of_an_archived_practice_count_for_nobody(inside: Callable[..., Any]) -> None:
    inside(adopted, "sofia", 33.5)
    inside(archive, "houses")
    assert inside(lambda: len(list_monitored(actor(FORCE)))) == 0


def test_a_report_tells_their_results_and_why_they_were_left(client: FormClient, inside: Callable[..., Any]) -> None:
    def make() -> None:
        adopted("venice", 40, note="A cold winter.")
        for city, exit_, year in (
            ("sofia", Exit.PAUSED, 2019),
            ("lyon", Exit.STOPPED, 2020),
            ("kyiv", Exit.STOPPED, 2018),
        ):
            left(adopted(city), exit_, year)
        left(adopted("munich", shared=False), Exit.STOPPED, 2020)

    def left(number: int, exit_: Exit, year: int) -> None:
        draft = MoveDraft(
            stage=Stage.INTEREST, exit=exit_, happened_on=date(year, 7, 1), note=f"Because of {year}, {exit_}."
        )
        with transaction():
            assert isinstance(move_replication(actor(FORCE), ReplicationId(number), draft, seen=1), Saved)

    inside(make)
    figures = inside(lambda: generate_report(load_taxonomy().theme_by_slug["refurbishment"], read_period("2020")))
    assert [(row.city, row.of, row.reasons) for row in figures.results] == [
        ("vienna", "", ()),
        ("venice", "Houses", ("A cold winter.",)),
    ]
    assert {(row.city, row.exit, row.reason) for row in figures.delays} == {
        ("sofia", "paused", "Because of 2019, paused."),
        ("lyon", "stopped", "Because of 2020, stopped."),
    }
    told = words(text_of(client, "/monitoring/refurbishment/report?from=2020&to=2020"))
    assert "Venice Replication of Houses" in told
    assert "Sofia, Houses: Paused. Because of 2019, paused." in told
    assert "Because of 2018" not in told
