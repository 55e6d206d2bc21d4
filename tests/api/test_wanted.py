"""Programs ask for practices, join, answer, and keep searches, each for the owner of its token."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Program
from tests.factories import archive, practice
from wiki.accounts.types import Role, Scope

WISH = {"title": "Heat pumps in listed buildings", "why": "We have 300 of them.", "theme": "heating", "city": "munich"}


@pytest.fixture
def observer(program: Callable[..., Program]) -> Program:
    return program(Role.OBSERVER)


def test_a_practice_is_asked_for_joined_and_met(
    observer: Program, editor: Program, reviewer: Program, visitor: Program, inside: Callable[..., Any]
) -> None:
    made = observer.post("/wanted-practices", **WISH)
    assert (made.status_code, made.json["joined"], made.json["is_joined"]) == (201, 1, True)
    address = f"/wanted-practices/{made.json['id']}"
    assert editor.post(f"{address}/join", city="vienna").json["cities"] == ["munich", "vienna"]
    assert editor.post(f"{address}/leave").json["joined"] == 1
    (listed,) = visitor.get("/wanted-practices?theme=heating").json["items"]
    assert (listed["title"], listed["asked_by"], listed["url"]) == (
        WISH["title"],
        "",
        f"https://wiki.example.org{address}",
    )
    slug = inside(practice, "Pumps")
    assert reviewer.post(f"{address}/answer", page=slug).json["page"] == slug
    assert visitor.get("/wanted-practices").json["total"] == 0
    assert [step["kind"] for step in visitor.get(address).json["log"]] == ["asked", "met"]
    inside(archive, slug)
    assert visitor.get(address).json["page"] is None
    assert reviewer.post(f"{address}/reopen").json["state"] == "open"


def test_an_answer_is_one_thing(observer: Program, reviewer: Program) -> None:
    made = observer.post("/wanted-practices", **WISH).json
    address = f"/wanted-practices/{made['id']}/answer"
    for body in ({}, {"page": "x", "reason": "y"}, {"page": "nobody-wrote-this"}, {"same_as": made["id"]}):
        assert reviewer.post(address, **body).status_code == 422, body
    assert reviewer.post("/wanted-practices/99/answer", reason="No.").status_code == 404


def test_what_is_wrong_is_said_by_field(observer: Program) -> None:
    answer = observer.post("/wanted-practices", **WISH | {"why": "", "theme": "nothing"})
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json["errors"]} == {"why", "theme"}


def test_searches_are_ones_own(observer: Program, editor: Program, program: Callable[..., Program]) -> None:
    told = {"name": "Lamps", "q": "lamp", "choices": {"theme": ["data"]}, "sort": "newest"}
    made = observer.post("/saved-searches", **told)
    assert made.status_code == 201
    assert made.json["url"] == "https://wiki.example.org/search?q=lamp&theme=data&sort=newest"
    assert [each["name"] for each in observer.get("/saved-searches").json["items"]] == ["Lamps"]
    assert editor.get("/saved-searches").json["items"] == []
    address = f"/saved-searches/{made.json['id']}/remove"
    assert editor.post(address).status_code == 404
    assert program(Role.OBSERVER, Scope.READ).post(address).status_code == 403
    assert observer.post(address).json["items"] == []
    for body in (told | {"choices": {"colour": ["red"]}}, told | {"name": ""}, {"name": "Nothing"}):
        assert observer.post("/saved-searches", **body).status_code == 422
