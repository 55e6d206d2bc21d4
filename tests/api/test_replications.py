"""Programs take up practices for a city and move them; everybody reads what they may."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Program
from tests.factories import practice

BEGUN = {"city": "sofia", "stage": 1, "happened_on": "2018-06-05"}


@pytest.fixture
def lamps(inside: Callable[..., Any]) -> str:
    block = {"name": "Sensors", "kind": "technology", "does": "Measure"}
    return str(inside(practice, "Lamp posts", cities=("munich",), facts={"blocks": (block,)}))


def test_a_practice_is_taken_up_moved_and_read_by_everybody_once_shared(
    reviewer: Program, visitor: Program, lamps: str
) -> None:
    made = reviewer.post("/replications", practice=lamps, responsible="Ada", blocks=["Sensors"], **BEGUN)
    assert (made.status_code, made.json["blocks"], made.json["sources"]) == (201, ["Sensors"], ["munich"])
    address = f"/replications/{made.json['id']}"
    assert visitor.get(address).status_code == 404
    assert visitor.get("/replications").json["total"] == 0
    moved = reviewer.post(f"{address}/moves", version=1, stage=4, happened_on="2018-07-01", evidence="Roadmap")
    assert (moved.status_code, moved.json["stage"], moved.json["version"]) == (200, 4, 2)
    shared = reviewer.put(address, version=2, shared=True)
    assert (shared.json["shared"], shared.json["blocks"], shared.json["responsible"]) == (True, ["Sensors"], "Ada")
    told = visitor.get(address).json
    assert (told["url"], told["responsible"]) == (f"https://wiki.example.org{address}", "")
    assert [(move["to_stage"], move["actor"]) for move in told["moves"]] == [(1, ""), (4, "")]
    assert [each["id"] for each in visitor.get("/replications?city=sofia&stage=4").json["items"]] == [told["id"]]
    assert visitor.get("/replications?stage=3").json["items"] == []


def test_who_is_late_is_told_how_it_stands(reviewer: Program, lamps: str) -> None:
    address = f"/replications/{reviewer.post('/replications', practice=lamps, **BEGUN).json['id']}"
    assert reviewer.post(f"{address}/moves", version=1, stage=2, happened_on="2018-07-01").status_code == 200
    for late in (
        reviewer.post(f"{address}/moves", version=1, stage=3, happened_on="2018-07-01"),
        reviewer.put(address, version=1, district="Vitosha"),
    ):
        assert (late.status_code, late.json["theirs"]["stage"], late.json["theirs"]["version"]) == (409, 2, 2)


def test_what_a_move_lacks_is_said_by_field(reviewer: Program, lamps: str) -> None:
    address = f"/replications/{reviewer.post('/replications', practice=lamps, **BEGUN).json['id']}"
    for lacking, field in (
        ({"stage": 6}, "evidence"),
        ({"stage": 1, "exit": "stopped"}, "note"),
        ({"stage": 2, "link": "javascript:alert(1)"}, "link"),
        ({"stage": 12}, "stage"),
        ({"stage": 2, "happened_on": "soon"}, "happened_on"),
    ):
        answer = reviewer.post(f"{address}/moves", **{"version": 1, "happened_on": "2018-07-01"} | lacking)
        assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])
    assert reviewer.post("/replications", practice="nothing", **BEGUN).status_code == 404
    assert reviewer.post("/replications/99/moves", version=1, stage=2, happened_on="2018-07-01").status_code == 404


def test_the_edition_is_kept_unless_it_is_said(reviewer: Program, lamps: str) -> None:
    made = reviewer.post("/replications", practice=lamps, title="Ours", **BEGUN).json
    kept = reviewer.put(f"/replications/{made['id']}", version=1, edition=None, title="").json
    assert (kept["edition"], kept["title"], kept["city"]) == (None, "", "sofia")
    assert reviewer.put(f"/replications/{made['id']}", version=2, edition=7).status_code == 422
