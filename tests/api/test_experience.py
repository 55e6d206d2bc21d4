"""Programs tell what a city learns, and read what is open anywhere."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Program
from tests.factories import practice

BEGUN = {"city": "sofia", "stage": 1, "happened_on": "2018-06-05", "shared": True}
BARRIER = {"kind": "barrier", "happened_on": "2018-07-01", "category": "technical", "text": "Wires on our masts"}


@pytest.fixture
def address(inside: Callable[..., Any], reviewer: Program) -> str:
    slug = inside(practice, "Lamp posts", themes=("data",), cities=("munich",))
    return f"/replications/{reviewer.post('/replications', practice=slug, **BEGUN).json['id']}/experience"


def test_a_barrier_is_told_solved_and_taken_away(reviewer: Program, visitor: Program, address: str) -> None:
    made = reviewer.post(address, **BARRIER, severity=4, help_wanted=True)
    assert made.status_code == 201
    [barrier] = visitor.get(address).json["items"]
    assert (barrier["text"], barrier["created_by"], barrier["version"]) == ("Wires on our masts", "", 1)
    [asked] = visitor.get("/challenges?category=technical").json["items"]
    assert (asked["help_wanted"], asked["practice"], asked["solvers"]) == (True, "lamp-posts", [])
    said = {name: value for name, value in BARRIER.items() if name != "kind"}
    solved = reviewer.put(f"{address}/{barrier['id']}", **said, solved="They were moved.", version=1)
    assert [each["solved"] for each in solved.json["items"]] == ["They were moved."]
    assert visitor.get("/challenges").json["items"] == []
    late = reviewer.post(f"{address}/{barrier['id']}/remove", version=1)
    assert (late.status_code, late.json["theirs"]["version"]) == (409, 2)
    assert reviewer.post(f"{address}/{barrier['id']}/remove", version=2).json["items"] == []


def test_what_is_wrong_is_said_by_field(reviewer: Program, editor: Program, address: str) -> None:
    cost = {"kind": "deviation", "happened_on": "2018-07-01", "text": "Steel", "measure": "cost", "unit": "EUR"}
    for wrong, field in (
        (BARRIER | {"category": "luck"}, "category"),
        (BARRIER | {"severity": 7}, "severity"),
        (BARRIER | {"kind": "wish"}, "kind"),
        (cost | {"planned": 5}, "actual"),
        (cost | {"planned": 5, "actual": 6, "unit": "days"}, "unit"),
    ):
        answer = reviewer.post(address, **wrong)
        assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])
    told = reviewer.post(address, **cost, planned=100, actual=150).json["items"][0]
    assert (told["overrun"], told["measure"]) == (0.5, "cost")
    assert editor.post(address, **BARRIER).status_code == 403
    assert reviewer.post(f"{address}/9999/remove", version=1).status_code == 404


def test_each_token_reads_what_its_owner_may(
    visitor: Program, editor: Program, reviewer: Program, inside: Callable[..., Any]
) -> None:
    row = {"id": "a", "kind": "barrier", "category": "data", "text": "A draft word"}
    inside(lambda: practice("A draft", published=False, facts={"influences": (row,)}))
    told = [reader.get("/challenges").json["items"] for reader in (visitor, editor, reviewer)]
    assert [[each["text"] for each in items] for items in told] == [[], ["A draft word"], ["A draft word"]]
