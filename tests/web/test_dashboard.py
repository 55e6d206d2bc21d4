"""The dashboard counts what its reader may see, and nothing else."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.clients import FormClient
from tests.factories import actor, archive, practice
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core import clock
from wiki.core.db import transaction
from wiki.monitoring.comparing import compare
from wiki.monitoring.periods import read_period
from wiki.monitoring.progress import Lack, Monitored, most_behind, tally, tally_by
from wiki.monitoring.queries import list_monitored, list_newest
from wiki.monitoring.service import enter
from wiki.monitoring.types import FigureKind, Subject, ValueDraft
from wiki.pages.queries import get_page
from wiki.taxonomy.queries import load_taxonomy

Measure = Callable[..., None]
B, T, M = FigureKind.BASELINE, FigureKind.TARGET, FigureKind.MEASURED
HEAT = {"indicator": "specific_heat", "unit": "kWh/m2a"}
DAY = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def measured(inside: Callable[..., Any]) -> Measure:
    """Make a practice with figures, each a kind, a number and a year."""

    def make(title: str, *figures: tuple[FigureKind, float, str], told: Any = HEAT, **named: Any) -> None:
        slug = practice(title, **({"themes": ("refurbishment",), "cities": ("vienna",)} | named))
        subject = Subject(page=get_page(actor(Role.EDITOR), slug).id)
        drafts = [
            ValueDraft(kind=kind, value=value, period=read_period(text), boundary="", method="metered", **told)
            for kind, value, text in figures
        ]
        with transaction():
            enter(actor(Role.EDITOR), subject, drafts)

    return lambda *arguments, **named: inside(make, *arguments, **named)


@pytest.fixture
def found(inside: Callable[..., Any]) -> Callable[..., list[Monitored]]:
    def read(who: Actor = VISITOR, theme: str = "", city: str = "") -> list[Monitored]:
        tags = load_taxonomy()
        narrowed = {"theme": tags.theme_by_slug.get(theme), "city": tags.city_by_slug.get(city)}
        with clock.at(DAY):
            return list(list_monitored(who, **narrowed))  # type: ignore[arg-type]  # each is what its name says

    return lambda *arguments, **named: inside(read, *arguments, **named)


def text_of(client: FormClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def test_it_tells_what_is_measured_stale_and_missing(measured: Measure, found: Callable[..., list[Monitored]]) -> None:
    measured("Houses", (B, 100, "2015"), (T, 20, "2027"), (M, 60, "2025-04..2026-03"))
    measured("Old", (B, 100, "2015"), (T, 20, "2018"), (M, 10, "2017"))
    measured("Bare", (T, 20, "2018"))
    whole = tally(found())
    assert (whole.series, whole.measured, whole.stale) == (3, 2, 1)
    assert whole.lacking == {Lack.BASELINE: 1, Lack.TARGET: 0, Lack.MEASURED: 1}
    # Half of the way, and all of it: what is past its target hides nothing.
    assert (whole.on_the_way, whole.progress) == (2, 0.75)


def test_what_ended_twelve_months_ago_is_not_stale_yet(
    measured: Measure, found: Callable[..., list[Monitored]]
) -> None:
    measured("Houses", (M, 60, "2024-11-24..2025-11-23"))
    measured("Blocks", (M, 60, "2024-11-23..2025-11-22"))
    assert {each.card.title: each.is_stale for each in found()} == {"Houses": False, "Blocks": True}


def test_series_are_told_by_theme_and_city_once(measured: Measure, found: Callable[..., list[Monitored]]) -> None:
    measured("Houses", (M, 60, "2025-04..2026-03"), themes=("data",), cities=("munich", "vienna"))
    measured("Leverage", (M, 11, "2026"), told={"indicator": "leverage", "unit": "ratio"}, themes=("data", "heating"))
    every = found()
    # An indicator's own theme goes before that of the practice.
    assert {key: each.series for key, each in tally_by(every, lambda each: each.theme).items()} == {
        "refurbishment": 1,
        "data": 1,
    }
    assert [each.card.title for each in found(theme="data")] == ["Leverage"]
    assert [each.card.title for each in found(city="munich")] == ["Houses"]
    assert found(theme="data", city="munich") == []


def test_who_is_most_behind_comes_first(measured: Measure, found: Callable[..., list[Monitored]]) -> None:
    measured("Half", (B, 100, "2015"), (T, 20, "2027"), (M, 60, "2026"))
    measured("Worse", (B, 100, "2015"), (T, 20, "2027"), (M, 110, "2026"))
    measured("Met", (B, 100, "2015"), (T, 20, "2027"), (M, 20, "2026"))
    assert [each.card.title for each in most_behind(found(), 10)] == ["Worse", "Half"]
    assert len(most_behind(found(), 1)) == 1


def test_a_part_of_a_year_is_told_as_such_or_not_at_all(measured: Measure, client: FormClient) -> None:
    measured("Houses", (B, 100, "2015"), (T, 20, "2026"))
    measured("Blocks", (M, 7.3, "2026-01"), told=HEAT | {"unit": "kWh/m2"})
    assert "7.3 kWh/m²" in text_of(client, "/monitoring")
    # A year at the pace of January: nobody measured that.
    reports = "/monitoring/refurbishment/report?period=2026", "/api/v1/themes/refurbishment/report?period=2026"
    for address in ("/monitoring", "/monitoring.csv", "/api/v1/monitoring", *reports):
        told = text_of(client, address)
        assert "Blocks" in told, address
        assert "87.6" not in told, address


def test_what_is_new_is_told_once_a_series(
    measured: Measure, found: Callable[..., list[Monitored]], inside: Callable[..., Any]
) -> None:
    measured("Houses", (M, 60, "2025"), (M, 61, "2026"))
    measured("Blocks", (M, 50, "2024"))
    newest = inside(list_newest, found(), 10)
    assert [(each.series.card.title, each.value) for each in newest] == [("Blocks", 50), ("Houses", 61)]


def test_cities_are_compared_in_one_unit_the_best_first(
    measured: Measure, found: Callable[..., list[Monitored]]
) -> None:
    told = {"indicator": "electric_km", "unit": "km/a"}
    measured("Vans", (M, 12_000, "2026"), told=told, themes=("mobility",))
    measured("Cars", (M, 20_000, "2026"), told=told, themes=("mobility",), cities=("lyon",))
    measured("Bikes", (T, 20_000, "2026"), told=told, themes=("mobility",))
    every = found(theme="mobility")
    assert [(each.series.card.title, each.measured) for each in compare(every, every[0].indicator)] == [
        ("Cars", 20_000),
        ("Vans", 12_000),
    ]


PATHS = ("/monitoring", "/monitoring.csv", "/monitoring/refurbishment", "/monitoring/refurbishment/specific_heat.csv")


def test_what_a_reader_may_not_see_counts_nowhere(client: FormClient, editor: FormClient, measured: Measure) -> None:
    measured("Houses", (B, 100, "2015"), (T, 20, "2027"), (M, 60, "2026"))
    before = [client.get(path).get_data() for path in PATHS]
    measured("Secret", (B, 100, "2015"), (T, 20, "2027"), (M, 77.5, "2026"), published=False)
    assert [client.get(path).get_data() for path in PATHS] == before
    assert all("Secret" in text_of(editor, path) for path in PATHS)


def test_an_archived_practice_counts_for_nobody(
    editor: FormClient, measured: Measure, inside: Callable[..., Any]
) -> None:
    measured("Houses", (M, 60, "2026"))
    inside(archive, "houses")
    assert "No results yet" in text_of(editor, "/monitoring")


def test_the_dashboard_is_narrowed_and_kept_as_a_table(client: FormClient, measured: Measure) -> None:
    measured("Houses", (B, 100, "2015"), (T, 20, "2027"), (M, 60, "2026"))
    measured("Lyon homes", (M, 60, "2026"), cities=("lyon",))
    told = text_of(client, "/monitoring?city=vienna")
    assert "Houses" in told
    assert "Lyon homes" not in told
    assert "50 %" in told
    assert "Nothing matches" in text_of(client, "/monitoring?city=sofia")
    (line,) = csv.DictReader(io.StringIO(client.get("/monitoring.csv?city=vienna").get_data().decode("utf-8-sig")))
    assert (line["practice"], line["reached_percent"], line["measured_in"]) == ("Houses", "50.0", "2026")


def test_a_theme_offers_its_comparison_as_a_picture(client: FormClient, measured: Measure) -> None:
    measured("Houses", (M, 60, "2026"))
    assert "Vienna · Houses" in text_of(client, "/monitoring/refurbishment")
    answer = client.get("/monitoring/refurbishment/specific_heat.svg")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Vienna · Houses" in answer.get_data(as_text=True)
    assert client.get("/monitoring/refurbishment/riders.svg").status_code == 404
    assert client.get("/monitoring/nowhere").status_code == 404
    assert "Nothing is measured" in text_of(client, "/monitoring/data")


def test_many_series_take_as_many_statements_as_one(
    measured: Measure, client: FormClient, query_count: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    def statements() -> list[int]:
        counts = []
        for path in PATHS:
            with query_count() as counted:
                client.get(path)
            counts.append(len(counted))
        return counts

    measured("Houses", (B, 100, "2015"), (T, 20, "2027"), (M, 60, "2026"))
    statements()
    before = statements()
    for number in range(5):
        measured(f"More {number}", (B, 100, "2015"), (T, 20, "2027"), (M, 60, "2026"))
    assert statements() == before
