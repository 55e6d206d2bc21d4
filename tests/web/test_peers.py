"""Who could help stands with its reasons where it is needed, in the reader's language."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import practice


def words(text: str) -> str:
    return " ".join(str(html.fromstring(text).xpath("string(//main)")).split())


@pytest.fixture
def taken_up(reviewer: FormClient, inside: Callable[..., Any]) -> str:
    """Let Sofia plan the lamps of Munich, whose barrier Lyon has solved; return the address of that."""
    barrier = {"kind": "barrier", "category": "financial", "text": "Too dear"}
    solved = {"influences": (barrier | {"solved": "Leased them"},)}
    inside(practice, "Cheap masts", themes=("data",), cities=("lyon",), facts=solved)
    facts = {"influences": (barrier,), "phase": "operation", "blocks": ({"name": "Masts", "kind": "technology"},)}
    lamps = inside(practice, "Lamp posts", themes=("data",), cities=("munich",), facts=facts)
    told = {"city": "sofia", "happened_on": "2018-06-05", "shared": "y"}
    return str(reviewer.submit(f"/pages/{lamps}/replicate", **told).location)


def test_a_replication_and_a_city_tell_who_could_help_and_why(client: FormClient, taken_up: str) -> None:
    assert f'href="{taken_up}/peers"' in client.get(taken_up).text
    told = words(client.get(f"{taken_up}/peers").text)
    for sentence in (
        "It has worked on the same practice: Lamp posts.",
        "It has solved what is open here (Financial) in: Cheap masts.",
        "It uses the same building blocks: Masts.",
        "at stage 7 · Operation.",
        "barriers solved there and open here: 25",
    ):
        assert sentence in told
    assert "Munich" in words(client.get("/cities/sofia/peers").text)
    assert "No city comes near yet" in client.get("/cities/kyiv/peers").text
    assert client.get("/cities/atlantis/peers").status_code == 404
    assert client.get("/replications/99/peers").status_code == 404


def test_an_interest_tells_the_task_force_whom_to_ask(reviewer: FormClient, taken_up: str) -> None:
    answers = {"theme": "data", "does": "-", "issue": "Money", "travel": "We", "city": "sofia", "category": "financial"}
    address = reviewer.submit("/interests/new", **answers).location
    told = words(reviewer.get(str(address)).text)
    assert "Who could help" in told
    assert "It has solved what is open here (Financial) in: Cheap masts." in told


def test_more_practices_take_no_more_statements(
    client: FormClient, inside: Callable[..., Any], query_count: Callable[[], Any], taken_up: str
) -> None:
    def statements() -> int:
        client.get(f"{taken_up}/peers")
        with query_count() as seen:
            client.get(f"{taken_up}/peers")
        return len(seen)

    few = statements()
    for number in range(3):
        inside(practice, f"Masts {number}", themes=("data",), cities=("lyon",))
    assert statements() == few <= 12
