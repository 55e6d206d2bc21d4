"""Expressions of interest in the browser: one click from a practice, matched by the task force, told to nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import actor, person, practice
from wiki.accounts.service import place_person
from wiki.accounts.types import Role
from wiki.core.db import transaction

ANSWERS = {"theme": "data", "does": "Nothing yet.", "issue": "Who pays the masts?", "travel": "The city"}


def words(text: str) -> str:
    return " ".join(str(html.fromstring(text).xpath("string(//main)")).split())


@pytest.fixture
def lamps(inside: Callable[..., Any]) -> str:
    return str(inside(practice, "Lamp posts", themes=("data",), cities=("munich",)))


@pytest.fixture
def place(inside: Callable[..., Any]) -> Callable[[Role, str], None]:
    """Return what makes the person of a role one of a city."""

    def put(role: Role, city: str) -> None:
        with transaction():
            place_person(actor(Role.ADMINISTRATOR), person(role).id, city=city, leads=())

    return lambda role, city: inside(put, role, city)


def expressed(client: FormClient, address: str = "/interests/new", **entered: Any) -> str:
    answer = client.submit(address, **ANSWERS | entered)
    assert answer.status_code == 303, words(answer.text)
    return str(answer.location)


def test_an_observer_of_a_city_expresses_its_interest_from_a_practice(
    observer: FormClient, reviewer: FormClient, place: Callable[[Role, str], None], lamps: str
) -> None:
    place(Role.OBSERVER, "sofia")
    assert f"/interests/new?practice={lamps}" in observer.get(f"/pages/{lamps}").text
    address = expressed(observer, f"/interests/new?practice={lamps}", category="financial", follows_up="y")
    told = words(observer.get(address).text)
    for word in ("Waits for a match", "Who pays the masts?", "Lamp posts", "Financial", "Observer expressed it"):
        assert word in told
    assert "Match it" not in told
    assert "1 expression of interest waits for a match" in words(reviewer.get("/").text)
    assert "expression of interest" not in words(observer.get("/").text)
    answer = reviewer.submit(address, to=f"{address}/answer", how="match", partner="munich", comment="Ask them.")
    assert answer.status_code == 303
    told = words(observer.get(address).text)
    assert "Matched" in told
    assert "Ask them." in told
    assert "waits for a match" not in words(reviewer.get("/").text)
    assert observer.submit(address, to=f"{address}/answer", how="close").status_code == 303
    assert "Closed" in words(observer.get("/interests").text)


def test_nobody_of_another_city_learns_of_it(
    reviewer: FormClient,
    editor: FormClient,
    observer: FormClient,
    client: FormClient,
    place: Callable[[Role, str], None],
) -> None:
    address = expressed(reviewer, city="sofia")
    place(Role.EDITOR, "venice")
    for who in (editor, observer):
        assert who.get(address).status_code == 404
        for page in ("/interests", "/interests.atom", "/interests?city=sofia"):
            assert "Who pays the masts?" not in who.get(page).text
            assert address not in who.get(page).text
        assert who.push(f"{address}/answer", how="close").status_code == 404
        assert who.push(f"{address}/answer", how="match", partner="munich").status_code == 403
    for page in (address, "/interests", "/interests.atom", "/interests/new"):
        assert client.get(page).status_code == 302
    assert editor.push("/interests/new", **ANSWERS, city="sofia", category="").status_code == 422
    place(Role.EDITOR, "sofia")
    assert editor.get(address).status_code == 200
    assert address in editor.get("/interests.atom").text


def test_what_is_missing_is_said_at_its_field(reviewer: FormClient) -> None:
    refused = reviewer.submit("/interests/new", **ANSWERS | {"issue": "", "does": "We tried."})
    assert refused.status_code == 422
    assert "Say on which issue you want to work." in refused.text
    assert "We tried." in refused.text
    address = expressed(reviewer)
    for wrong in ({"partner": "", "exchange": ""}, {"exchange": "x"}, {"partner": "atlantis"}):
        assert reviewer.submit(address, to=f"{address}/answer", how="match", **wrong).status_code == 422
    assert reviewer.push(f"{address}/answer", how="sing").status_code == 400


def test_who_belongs_to_no_city_is_told_whom_to_ask(editor: FormClient, observer: FormClient) -> None:
    for who in (editor, observer):
        for page in ("/interests", "/interests/new"):
            assert "Your account belongs to no city" in who.get(page).text


def test_more_interests_take_no_more_statements(reviewer: FormClient, query_count: Callable[[], Any]) -> None:
    def statements() -> int:
        with query_count() as seen:
            reviewer.get("/interests")
        return len(seen)

    expressed(reviewer)
    statements()
    few = statements()
    for _ in range(3):
        expressed(reviewer)
    statements()
    assert statements() == few
    assert few <= 12
