"""What came back shows on the practice it came from: to everybody what is shared, in a glance."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import actor, practice
from tests.integration.test_returned import IN_2018, KPI, measure, start
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.experience.service import add_experience
from wiki.experience.types import ExperienceDraft, ExperienceKind, Measure
from wiki.replication.types import ReplicationId

Counting = Any


def words(text: str) -> str:
    return " ".join(str(html.fromstring(text).xpath("string(//main)")).split())


def tell(number: ReplicationId, kind: ExperienceKind, **said: Any) -> None:
    with transaction():
        draft = ExperienceDraft(**{"kind": kind, "happened_on": IN_2018} | said)
        add_experience(actor(Role.REVIEWER), number, draft)


def learnt(number: ReplicationId) -> None:
    tell(number, ExperienceKind.ADAPTATION, text="Smaller masts", why="Narrow streets")
    tell(number, ExperienceKind.BARRIER, text="Wires", category="technical", solved="They were moved")
    tell(number, ExperienceKind.BARRIER, text="No money", category="financial")
    cost = {"measure": Measure.COST, "planned": 100.0, "actual": 110.0, "unit": "EUR"}
    tell(number, ExperienceKind.DEVIATION, text="Steel", **cost)


def returned() -> str:
    slug = practice("Lamp posts", themes=("data",), cities=("munich",), facts={"kpis": (KPI,)})
    sofia = start(slug)
    measure(sofia)
    learnt(sofia)
    start(slug, 7, city="venice")
    start(slug, 5, city="kyiv")
    tell(start(slug, 7, city="santiago-de-compostela", shared=False), ExperienceKind.LESSON, text="A secret")
    return slug


@pytest.fixture
def lamps(inside: Callable[..., Any]) -> str:
    return str(inside(returned))


def test_an_observer_gets_the_gist_in_a_glance(client: FormClient, lamps: str) -> None:
    read = words(client.get(f"/pages/{lamps}").text)
    for text in (
        "Replicated in 3 cities · confirmed in 1",
        "Taken up in 3 cities, in operation in 2 (67 %), results confirmed in 1.",
        "1 adaptation · 2 barriers · 1 of them solved · Cost +10%",
        "Smaller masts Why: Narrow streets",
        "Wires solved Technical How it was solved: They were moved",
    ):
        assert text in read
    assert "secret" not in read


@pytest.mark.parametrize("role", [None, Role.OBSERVER, Role.EDITOR, Role.REVIEWER])
def test_what_is_not_shared_shows_to_the_task_force_alone(
    lamps: str, reader: Callable[[Role | None], FormClient], role: Role | None
) -> None:
    read = words(reader(role).get(f"/pages/{lamps}").text)
    assert ("A secret" in read) is (role is Role.REVIEWER)
    assert "Taken up in 3 cities" in read


def test_cards_and_filters_tell_it(client: FormClient, lamps: str) -> None:
    read = words(client.get("/practices").text)
    assert "Replicated in 3 cities" in read
    assert "Confirmed elsewhere" in read
    assert "Lamp posts" in words(client.get("/practices?replicated_in=kyiv&confirmed=elsewhere").text)
    assert "Lamp posts" not in words(client.get("/practices?replicated_in=lyon").text)
    assert "Lamp posts" in client.get("/practices.csv?replicated_in=kyiv").text
    assert "Lamp posts" not in client.get("/practices.csv?replicated_in=lyon").text
    found = client.get("/api/v1/pages?replicated_in=sofia&confirmed=elsewhere").json
    assert [page["slug"] for page in found["items"]] == [lamps]
    assert client.get("/api/v1/pages?replicated_in=lyon").json["items"] == []


def test_many_replications_take_as_many_statements_as_few(
    client: FormClient, lamps: str, inside: Callable[..., Any], query_count: Counting
) -> None:
    def asked() -> int:
        client.get(f"/pages/{lamps}")
        with query_count() as counted:
            assert client.get(f"/pages/{lamps}").status_code == 200
        return len(counted)

    before = asked()
    for city in ("lyon", "vienna", "yokohama"):
        inside(lambda city=city: learnt(start(lamps, 7, city=city)))
    assert asked() == before
