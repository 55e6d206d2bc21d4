"""Programs log exchanges, express interest and ask for peers; everybody reads what they may."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Program
from tests.factories import practice

VISIT = {"format": "study_visit", "title": "Lamps at night", "starts_on": "2018-06-05", "host": "munich"}
ANSWERS = {"city": "sofia", "theme": "data", "does": "Nothing yet.", "issue": "Who pays?", "travel": "We do"}


@pytest.fixture
def lamps(inside: Callable[..., Any]) -> str:
    return str(inside(practice, "Lamp posts", themes=("data",), cities=("munich",)))


def test_an_exchange_is_logged_changed_and_read(reviewer: Program, visitor: Program, lamps: str) -> None:
    made = reviewer.post("/exchanges", **VISIT, guests=["venice", "sofia"], practice=lamps, mentor="Ada")
    assert (made.status_code, made.json["guests"], made.json["practice"]) == (201, ["sofia", "venice"], lamps)
    address = f"/exchanges/{made.json['id']}"
    told = visitor.get(address).json
    assert (told["url"], told["mentor"], told["created_by"]) == (f"https://wiki.example.org{address}", "", "")
    changed = reviewer.put(address, **VISIT, guests=["sofia"], version=1, outcome="We saw.")
    assert (changed.status_code, changed.json["outcome"], changed.json["practice"]) == (200, "We saw.", None)
    late = reviewer.put(address, **VISIT, guests=["sofia"], version=1)
    assert (late.status_code, late.json["theirs"]["version"]) == (409, 2)
    for query, total in (("city=venice", 0), ("city=sofia&year=2018&format=study_visit", 1), ("theme=data", 0)):
        assert visitor.get(f"/exchanges?{query}").json["total"] == total
    assert visitor.get("/exchanges?format=party").status_code == 422


def test_one_that_never_was_is_removed_unless_an_interest_was_matched_with_it(reviewer: Program) -> None:
    number = reviewer.post("/exchanges", **VISIT, guests=["sofia"]).json["id"]
    assert reviewer.post(f"/exchanges/{number}/remove", version=2).json["theirs"]["version"] == 1
    asked = reviewer.post(
        "/interests", city="sofia", theme="data", does="Nothing yet.", issue="Lamps", travel="We", follows_up=True
    ).json["id"]
    assert reviewer.post(f"/interests/{asked}/match", exchange=number).status_code == 200
    refused = reviewer.post(f"/exchanges/{number}/remove", version=1)
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "version")
    assert reviewer.post(f"/interests/{asked}/reopen").status_code == 200
    removed = reviewer.post(f"/exchanges/{number}/remove", version=1)
    assert (removed.status_code, removed.json["id"]) == (200, number)
    assert reviewer.get(f"/exchanges/{number}").status_code == 404


def test_what_is_wrong_is_said_by_field(reviewer: Program) -> None:
    for wrong, field in (
        ({"guests": []}, "guests"),
        ({"guests": ["munich"]}, "guests"),
        ({"guests": ["sofia"], "link": "javascript:alert(1)"}, "link"),
        ({"guests": ["sofia"], "practice": "nothing"}, "practice"),
        ({"guests": ["sofia"], "replication": 99}, "replication"),
        ({"guests": ["sofia"], "people": 0}, "people"),
    ):
        answer = reviewer.post("/exchanges", **VISIT | wrong)
        assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])


def test_an_interest_is_expressed_matched_closed_and_opened_again(reviewer: Program, editor: Program) -> None:
    made = reviewer.post("/interests", **ANSWERS, category="financial", follows_up=True)
    assert (made.status_code, made.json["state"], made.json["category"]) == (201, "open", "financial")
    address = f"/interests/{made.json['id']}"
    assert editor.get(address).status_code == 404
    assert editor.get("/interests").json["total"] == 0
    assert reviewer.post(f"{address}/match").status_code == 422
    matched = reviewer.post(f"{address}/match", partner="munich", comment="Ask them.")
    assert (matched.json["state"], matched.json["partner"]) == ("matched", "munich")
    assert reviewer.post(f"{address}/match", partner="munich").status_code == 422
    assert reviewer.post(f"{address}/close").json["state"] == "closed"
    opened = reviewer.post(f"{address}/reopen").json
    assert (opened["state"], opened["partner"]) == ("open", None)
    assert [step["kind"] for step in opened["log"]] == ["made", "matched", "closed", "reopened"]
    assert reviewer.get("/interests?state=open&theme=data").json["total"] == 1


def test_peers_come_with_reasons_in_the_callers_language(reviewer: Program, visitor: Program, lamps: str) -> None:
    begun = {"practice": lamps, "city": "sofia", "stage": 1, "happened_on": "2018-06-05", "shared": True}
    number = reviewer.post("/replications", **begun).json["id"]
    for address in (f"/replications/{number}/peers", "/cities/sofia/peers"):
        (peer,) = visitor.get(address).json["items"]
        assert peer["city"] == "munich"
        assert peer["points"] == sum(reason["points"] for reason in peer["reasons"])
        assert peer["reasons"][0]["sentence"] == "It has worked on the same practice: Lamp posts."
    interest = reviewer.post("/interests", **ANSWERS, practice=lamps).json["id"]
    assert [peer["city"] for peer in reviewer.get(f"/interests/{interest}/peers").json["items"]] == ["munich"]
    assert visitor.get("/cities/atlantis/peers").status_code == 404
