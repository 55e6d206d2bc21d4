"""Evidence returns: a practice is found by who took it up and who confirmed its results, as of the same transaction."""

from datetime import date
from typing import Any

import pytest

from tests.factories import actor, practice
from wiki import jobs
from wiki.accounts.types import VISITOR, Role
from wiki.core.db import transaction
from wiki.http import listing
from wiki.monitoring.periods import read_period
from wiki.monitoring.service import correct, enter, readmit, set_aside
from wiki.monitoring.types import FigureKind, Subject, ValueDraft
from wiki.pages import queries
from wiki.pages.facets import Choices
from wiki.replication.queries import get_replication
from wiki.replication.service import edit_replication, move_replication, start_replication
from wiki.replication.types import Details, Exit, MoveDraft, ReplicationId, Stage
from wiki.search.whoosh import WhooshBackend

IN_2018 = date(2018, 6, 5)
KPI = {"id": "a", "what": "specific_heat", "state": "target", "value": 20, "unit": "kWh/m2a"}
ELSEWHERE: Choices = {"confirmed": ("elsewhere",)}


@pytest.fixture
def lamps() -> str:
    return practice("Smart lamp posts", themes=("data",), cities=("munich",), facts={"kpis": (KPI,)})


def start(slug: str, stage: int = 7, *, city: str = "sofia", shared: bool = True) -> ReplicationId:
    draft = MoveDraft(stage=Stage(stage), happened_on=IN_2018, evidence="Minutes")
    with transaction():
        return start_replication(actor(Role.REVIEWER), slug, Details(city=city, shared=shared), draft)


def move(number: ReplicationId, stage: int, **said: Any) -> None:
    who = actor(Role.REVIEWER)
    draft = MoveDraft(**{"stage": Stage(stage), "happened_on": IN_2018, "evidence": "It", "note": "So"} | said)
    with transaction():
        move_replication(who, number, draft, seen=get_replication(who, number).version)


def measure(number: ReplicationId | None, *, page: Any = None, **said: Any) -> Any:
    told: dict[str, Any] = {
        "indicator": "specific_heat",
        "boundary": "",
        "unit": "kWh/m2a",
        "method": "metered",
        "grade": "b",
        "kind": FigureKind.MEASURED,
        "period": read_period("2020"),
        "value": 22,
    }
    with transaction():
        subject = Subject(page=page) if page else Subject(replication=number)
        return enter(actor(Role.REVIEWER), subject, [ValueDraft(**told | said)]).added[0]


@pytest.fixture
def found(whoosh: WhooshBackend) -> Any:
    """Tell how many practices a choice leaves: by the database, and by the index once it took in what changed."""

    def count(choices: Choices) -> int:
        by_sql = queries.count_pages(VISITOR, choices)
        jobs.drain(whoosh)
        assert listing.count_pages(VISITOR, choices) == by_sql
        return by_sql

    return count


def test_a_city_has_replicated_it_once_it_is_decided_shared_and_not_stopped(lamps: str, found: Any) -> None:
    number = start(lamps, 4)
    in_sofia: Choices = {"replicated_in": ("sofia",)}
    assert found(in_sofia) == 0
    move(number, 5)
    assert found(in_sofia) == found({"replicated_in": ("kyiv", "sofia")}) == 1
    assert found({"replicated_in": ("kyiv",)}) == 0
    move(number, 5, exit=Exit.PAUSED)
    assert found(in_sofia) == 1
    move(number, 5, exit=Exit.STOPPED)
    assert found(in_sofia) == 0
    move(number, 5)
    version = get_replication(actor(Role.REVIEWER), number).version
    with transaction():
        edit_replication(actor(Role.REVIEWER), number, Details(city="sofia"), seen=version)
    assert found(in_sofia) == 0


def test_results_are_confirmed_by_what_was_measured_well_in_operation_elsewhere(lamps: str, found: Any) -> None:
    number = start(lamps, 6)
    value = measure(number)
    assert found(ELSEWHERE) == 0
    move(number, 7)
    assert found(ELSEWHERE) == 1
    with transaction():
        set_aside(actor(Role.REVIEWER), value, "Another area.")
    assert found(ELSEWHERE) == 0
    with transaction():
        readmit(actor(Role.REVIEWER), value)
    assert found(ELSEWHERE) == 1
    claim = ValueDraft(
        indicator="specific_heat",
        boundary="",
        kind=FigureKind.MEASURED,
        period=read_period("2020"),
        value=22,
        unit="kWh/m2a",
        method="claim",
        grade="b",
    )
    with transaction():
        correct(actor(Role.REVIEWER), value, claim)
    assert found(ELSEWHERE) == 0


@pytest.mark.parametrize(
    ("city", "said"),
    [
        ("munich", {}),
        ("sofia", {"grade": "c"}),
        ("sofia", {"method": "survey"}),
        ("sofia", {"kind": FigureKind.TARGET}),
        ("sofia", {"indicator": "riders", "unit": "number"}),
    ],
)
def test_nothing_less_confirms_them(lamps: str, found: Any, city: str, said: dict[str, Any]) -> None:
    measure(start(lamps, city=city), **said)
    assert found(ELSEWHERE) == 0


def test_a_series_of_the_practice_makes_an_indicator_comparable(lamps: str, found: Any) -> None:
    measure(start(lamps), indicator="riders", unit="number")
    assert found(ELSEWHERE) == 0
    measure(None, page=queries.get_page(VISITOR, lamps).id, indicator="riders", unit="number")
    assert found(ELSEWHERE) == 1


def test_confirmed_results_go_before_others_of_the_same_grade(lamps: str, found: Any) -> None:
    other = practice("Other lamps", facts={"kpis": (KPI,), "evidence": ({"id": "e", "title": "One"},)})
    everything: Choices = {"kind": ("practice",)}

    def order() -> list[str]:
        found(everything)
        lists = (queries.list_pages(VISITOR, everything, listing.taxonomy(), order="evidence"),)
        lists = (*lists, listing.list_pages(VISITOR, everything, order="evidence"))
        by_sql, by_index = ([card.slug for card in each.items] for each in lists)
        assert by_sql == by_index
        return by_sql

    assert order() == [other, lamps]
    measure(start(lamps))
    assert order() == [lamps, other]


def test_cards_tell_how_many_cities_took_it_up(lamps: str) -> None:
    page_id = queries.get_page(VISITOR, lamps).id
    measure(start(lamps))
    start(lamps, 5, city="venice")
    values = queries.list_values(VISITOR, [page_id])[page_id]
    assert (values["replicated_in"], values["confirmed"]) == (("sofia", "venice"), ("elsewhere",))
