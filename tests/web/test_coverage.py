"""The matrix of the dashboard agrees with the lists behind its numbers, whatever there is and whoever reads."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import actor, archive, practice
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core import clock
from wiki.core.db import transaction
from wiki.monitoring.coverage import NONE, Asked, State, What, summed
from wiki.monitoring.periods import read_period
from wiki.monitoring.queries import count_coverage, list_coverage
from wiki.monitoring.service import enter
from wiki.monitoring.types import FigureKind, Subject, ValueDraft
from wiki.pages.queries import get_page
from wiki.replication.service import start_replication
from wiki.replication.types import Details, MoveDraft, Stage

FORCE = Role.REVIEWER
DAY = datetime(2026, 11, 23, tzinfo=UTC)
THEMES, CITIES = ("refurbishment", "data"), ("vienna", "munich", "sofia")
# Nothing at all, a target alone, fresh, stale, and fresh beside stale.
FIGURES: tuple[tuple[tuple[FigureKind, str], ...], ...] = (
    (),
    ((FigureKind.TARGET, "2027"),),
    ((FigureKind.MEASURED, "2025-04..2026-03"),),
    ((FigureKind.MEASURED, "2017"),),
    ((FigureKind.MEASURED, "2017"), (FigureKind.MEASURED, "2025-04..2026-03")),
)


def measured(subject: Subject, figures: tuple[tuple[FigureKind, str], ...]) -> None:
    told: dict[str, Any] = {"indicator": "specific_heat", "boundary": "", "unit": "kWh/m2a", "method": "metered"}
    drafts = [ValueDraft(kind=kind, period=read_period(text), value=20, **told) for kind, text in figures]
    with transaction():
        enter(actor(FORCE), subject, drafts)


def adopted(slug: str, city: str, *, shared: bool) -> Subject:
    first = MoveDraft(stage=Stage.INTEREST, happened_on=date(2018, 6, 5))
    with transaction():
        return Subject(replication=start_replication(actor(FORCE), slug, Details(city=city, shared=shared), first))


def fill(seed: int, amount: int = 6) -> None:
    chance = Random(seed)
    for number in range(amount):
        themes = chance.sample(THEMES, chance.randrange(2))
        cities = chance.sample(CITIES, chance.randrange(4))
        published = chance.random() < 0.8
        slug = practice(f"Practice {seed} {number}", themes=themes, cities=cities, published=published)
        measured(Subject(page=get_page(actor(FORCE), slug).id), chance.choice(FIGURES))
        for city in chance.sample(CITIES, chance.randrange(3)):
            measured(adopted(slug, city, shared=chance.random() < 0.7), chance.choice(FIGURES))
        if chance.random() < 0.1:
            archive(slug)


def readers() -> list[Actor]:
    return [VISITOR, actor(Role.OBSERVER), replace(actor(Role.EDITOR), city="sofia"), actor(FORCE)]


def every(who: Actor, asked: Asked) -> list[Any]:
    first = list_coverage(who, asked, size=7)
    found = [each for page in range(1, first.last + 1) for each in list_coverage(who, asked, number=page, size=7).items]
    assert len(found) == first.total
    return found


@pytest.mark.parametrize("seed", range(2))
def test_every_number_of_the_matrix_agrees_with_the_list_behind_it(inside: Callable[..., Any], seed: int) -> None:
    def compare(who: Actor) -> int:
        cells = count_coverage(who)
        for theme in ("", NONE, *THEMES):
            for city in ("", NONE, *CITIES):
                told = summed(cells, theme=None if theme == NONE else theme, city=None if city == NONE else city)
                asked = Asked(theme=theme, city=city)
                found = every(who, asked)
                states = Counter(each.state for each in found)
                assert told.practices == len(every(who, replace(asked, what=What.PRACTICES)))
                assert told.replications == len(every(who, replace(asked, what=What.REPLICATIONS)))
                assert told.stale == len(every(who, replace(asked, state=State.STALE))) == states[State.STALE]
                assert told.missing == len(every(who, replace(asked, state=State.MISSING))) == states[State.MISSING]
                assert told.measured == len(every(who, replace(asked, state=State.MEASURED)))
                assert told.measured == states[State.MEASURED] + states[State.STALE]
        return len(every(who, Asked()))

    def check() -> list[int]:
        fill(seed)
        with clock.at(DAY):
            return [compare(who) for who in readers()]

    visitor, observer, editor, force = inside(check)
    assert 0 < visitor == observer < editor <= force


def test_what_is_measured_in_one_series_is_fresh_though_another_is_stale(inside: Callable[..., Any]) -> None:
    def states() -> list[State]:
        for number, figures in enumerate(FIGURES):
            slug = practice(f"Practice {number}")
            measured(Subject(page=get_page(actor(FORCE), slug).id), figures)
        with clock.at(DAY):
            return [each.state for each in list_coverage(VISITOR).items]

    assert inside(states) == [State.MISSING, State.MISSING, State.MEASURED, State.STALE, State.MEASURED]


def test_each_number_of_the_dashboard_leads_to_its_list(client: FormClient, inside: Callable[..., Any]) -> None:
    inside(fill, 1)
    tree = html.fromstring(client.get("/monitoring?city=vienna").text)
    links = tree.xpath("//table[contains(@class, 'coverage')]//a")
    assert len(links) > 6
    for link in links:
        assert "city=vienna" in link.get("href")
        count = int(link.text_content().split()[0])
        listed = html.fromstring(client.get(link.get("href")).text)
        assert listed.xpath("string(//caption)") == f"{count} found", link.get("href")


def test_what_an_address_cannot_mean_narrows_nothing(client: FormClient, inside: Callable[..., Any]) -> None:
    inside(practice, "Houses", themes=("data",))
    assert "Houses" in client.get("/results?theme=nowhere&state=odd&what=odd&page=x").text
    assert "Nothing matches" in client.get("/results?state=stale").text


def test_the_list_takes_as_many_statements_for_many_as_for_one(
    client: FormClient, inside: Callable[..., Any], query_count: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    counts = []
    for seed in (1, 2):
        inside(fill, seed)
        client.get("/results")
        with query_count() as counted:
            client.get("/results")
        counts.append(len(counted))
    assert counts[0] == counts[1]
