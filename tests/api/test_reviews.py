"""Programs of members take a practice through its review, and everybody's read its editions."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask

from tests.api.conftest import Program
from tests.factories import archive, page, rename, save
from tests.integration.reviewing import SLUG, disseminated, member, ready
from tests.unit.practices.facts import FACTS
from wiki.accounts.service import make_token
from wiki.accounts.types import Actor, Scope
from wiki.core.clock import now
from wiki.core.db import transaction

Inside = Callable[..., Any]
QueryCount = Callable[[], AbstractContextManager[list[str]]]
Programs = Callable[..., Program]


@pytest.fixture
def acting(app: Flask, inside: Inside) -> Callable[..., Program]:
    """Return the program of somebody who was made for this test."""

    def make(who: Actor) -> Program:
        def token() -> str:
            assert who.user_id
            with transaction():
                return make_token(who.user_id, name="A program", scope=Scope.WRITE)

        return Program(app, inside(token))

    return make


@pytest.fixture
def people(inside: Inside, acting: Callable[..., Program]) -> dict[str, Program]:
    """Those of a review, and a practice that waits to be submitted."""
    inside(ready, SLUG)
    return {
        "near": acting(inside(member, city="vienna")),
        "far": acting(inside(member, city="munich")),
        "lead": acting(inside(member, leads=("refurbishment",))),
    }


def step(program: Program, kind: str, **body: Any) -> Any:
    return program.post(f"/pages/{SLUG}/review/{kind}", **body)


def test_a_practice_is_taken_to_its_edition(people: dict[str, Program], editor: Program, visitor: Program) -> None:
    assert editor.get(f"/pages/{SLUG}/review").json["state"] == "draft"
    answer = step(editor, "submitted", revision=1, comment="Ready.")
    assert (answer.status_code, answer.json["state"]) == (200, "peer_review")
    assert (answer.json["waiting"]["group"], answer.json["waiting"]["reviewers"]) == ("reviewers", 2)
    assert [item["slug"] for item in people["far"].get("/reviews").json["queue"]] == [SLUG]
    assert people["near"].post(f"/pages/{SLUG}/publish", revision=1).status_code == 422
    assert "approved" in people["far"].get(f"/pages/{SLUG}/review").json["steps"]
    for name in ("near", "far"):
        assert step(people[name], "approved", revision=1).status_code == 200
    assert [each["slug"] for each in people["lead"].get("/reviews").json["queue"]] == [SLUG]
    assert step(people["lead"], "passed", revision=1).json["state"] == "standardised"
    assert visitor.get(f"/pages/{SLUG}/editions").status_code == 404
    told = step(people["lead"], "disseminated", revision=1).json
    assert (told["state"], told["editions"]) == ("disseminated", 1)
    assert [(each["kind"], each["city"]) for each in told["log"]] == [
        ("submitted", None),
        ("approved", "vienna"),
        ("approved", "munich"),
        ("passed", None),
        ("disseminated", None),
    ]
    listed = visitor.get(f"/pages/{SLUG}/editions").json
    assert [each["number"] for each in listed["items"]] == [1]
    assert (listed["validity"]["edition"], listed["validity"]["is_due"]) == (1, False)
    assert visitor.get(f"/pages/{SLUG}").json["edition"] == 1
    assert [each["edition"] for each in visitor.get("/pages?kind=practice").json["items"]] == [1]
    assert editor.get("/reviews").json == {"queue": [], "in_review": [], "due": []}


def test_a_step_names_the_revision_it_decides_on(people: dict[str, Program], editor: Program, inside: Inside) -> None:
    assert step(editor, "submitted").status_code == 428
    tag = editor.get(f"/pages/{SLUG}/review").headers["ETag"]
    assert step(editor, "submitted", headers={"If-Match": tag}).status_code == 200
    tag = people["far"].get(f"/pages/{SLUG}").headers["ETag"]
    inside(save, SLUG, body="Newer.")
    answer = step(people["far"], "approved", revision=1)
    assert (answer.status_code, answer.json["theirs_revision"]) == (409, 2)
    assert step(people["far"], "approved", headers={"If-Match": tag}).status_code == 412
    assert step(people["far"], "returned", revision=1, comment="Why?").status_code == 409
    assert people["far"].get(f"/pages/{SLUG}/review").json["approvals"] == []
    assert step(people["far"], "approved", revision=2).status_code == 200


def test_what_may_not_be_done_is_said_in_words(people: dict[str, Program], editor: Program) -> None:
    answer = step(people["far"], "approved", revision=1)
    assert (answer.status_code, answer.json["errors"]) == (
        422,
        [{"field": "step", "message": "It is not in peer review."}],
    )
    assert step(editor, "approved", revision=1).status_code == 403
    assert step(editor, "liked", revision=1).status_code == 404
    assert step(people["lead"], "superseded", by="nowhere").json["errors"][0]["field"] == "step"
    assert step(editor, "submitted", revision=1, comment="x" * 2001).status_code == 422


def test_of_all_remarks_the_one_is_read_that_is_resolved(
    people: dict[str, Program], editor: Program, query_count: QueryCount
) -> None:
    address = f"/pages/{SLUG}/remarks"
    made = people["far"].post(address, revision=1, text="Which boundary?").json["id"]
    with query_count() as statements:
        assert editor.post(f"{address}/{made}/resolve").json["resolved_at"]
    read = [each for each in statements if each.startswith("SELECT") and "FROM remarks" in each]
    assert read
    assert not [each for each in read if "remarks.id = " not in each and "count(*)" not in each]
    for strange in ("0", "nothing", "9" * 30):
        assert editor.post(f"{address}/{strange}/resolve").status_code == 404


def test_remarks_are_made_and_resolved(people: dict[str, Program], editor: Program, inside: Inside) -> None:
    body = {"revision": 1, "place": "facts.cost_band", "text": "Which year?", "quote": "over 20M €"}
    made = people["far"].post(f"/pages/{SLUG}/remarks", **body)
    assert made.status_code == 201
    assert {name: made.json[name] for name in body} == body
    assert editor.get(f"/pages/{SLUG}/review").json["open_remarks"] == 1
    resolve = f"/pages/{SLUG}/remarks/{made.json['id']}/resolve"
    inside(ready, "other", "Other")
    assert editor.post(resolve.replace(SLUG, "other")).status_code == 404
    assert editor.post(resolve, resolution="2017, now said.").json["resolution"] == "2017, now said."
    assert [each["resolver"] for each in editor.get(f"/pages/{SLUG}/remarks").json["items"]] == ["Editor"]
    assert editor.post(f"/pages/{SLUG}/remarks", revision=1, place="facts.nothing", text="?").status_code == 422
    assert editor.post(f"/pages/{SLUG}/remarks", revision=9, text="?").status_code == 404
    inside(page, "Story")
    assert editor.post("/pages/story/remarks", revision=1, text="?").status_code == 404
    assert editor.get("/pages/story/review").status_code == 404
    assert editor.get("/pages/story/editions").status_code == 404


def test_an_edition_that_was_withdrawn_is_still_named(visitor: Program, editor: Program, inside: Inside) -> None:
    def make() -> None:
        ready(SLUG)
        disseminated(member(leads=("refurbishment",)))
        archive(SLUG)

    inside(make)
    answer = visitor.get(f"/pages/{SLUG}/editions/1")
    assert (answer.status_code, answer.mimetype) == (410, "application/problem+json")
    assert answer.json["type"] == "/api/v1/problems#withdrawn"
    day = now().date().isoformat()
    told = {"title": "Hauffgasse", "number": 1, "disseminated_on": day, "superseded_by": None}
    assert answer.json["edition"] == told
    assert visitor.get(f"/pages/{SLUG}/editions/2").status_code == 404
    assert editor.get(f"/pages/{SLUG}/editions/1").status_code == 200


def test_an_edition_tells_what_changed_in_words_and_in_values(visitor: Program, inside: Inside) -> None:
    def make() -> None:
        lead = member(leads=("refurbishment",))
        ready(SLUG)
        disseminated(lead)
        save(SLUG, facts={**FACTS, "trl": 9})
        disseminated(lead, number=2)

    inside(make)
    (change,) = visitor.get(f"/pages/{SLUG}/editions/2").json["changes"]
    assert change.pop("label")
    assert change == {
        "name": "facts.trl",
        "old": "8",
        "new": "9",
        "values": [{"field": "trl", "column": "", "old": 8, "new": 9}],
    }


def test_an_edition_stays_as_it_was(visitor: Program, editor: Program, inside: Inside) -> None:
    def make() -> None:
        ready(SLUG)
        disseminated(member(leads=("refurbishment",)))

    inside(make)
    first = visitor.get(f"/pages/{SLUG}/editions/1")
    inside(save, SLUG, title="Anew", body="Hidden.", facts={})
    assert visitor.get(f"/pages/{SLUG}/editions/1").data == first.data
    assert (first.json["title"], first.json["facts"]["trl"], first.json["html"]) == ("Hauffgasse", 8, "<p>Words.</p>\n")
    assert re.fullmatch(r"https://wiki\.example\.org/p/e[0-9a-f]{12}", first.json["address"])
    inside(rename, SLUG, "elsewhere")
    assert visitor.get(f"/pages/{SLUG}/editions/1").headers["Location"] == "/api/v1/pages/elsewhere/editions/1"
    assert visitor.get("/pages/elsewhere/editions/2").status_code == 404
