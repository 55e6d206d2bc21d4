"""What every answer keeps: problems everywhere, limits that are told, reading open to other sites and writing not."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.api.conftest import Program
from tests.factories import page
from wiki.accounts.types import Role
from wiki.api import limits
from wiki.core.errors import Unavailable
from wiki.pages import queries
from wiki.search.types import SearchUnavailable
from wiki.services import Services

Inside = Callable[..., Any]
Programs = Callable[..., Program]


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2/pages", "/api/v1/nothing", "/api/v1//pages"])
def test_an_unknown_address_is_a_problem_too(visitor: Program, path: str) -> None:
    answer = visitor.open("GET", path)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.json["type"] == "/api/v1/problems#not-found"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Location" not in answer.headers


def test_a_method_that_is_not_taken_is_told(visitor: Program, editor: Program) -> None:
    for method, address in (("DELETE", "/pages"), ("POST", "/themes/data"), ("PATCH", "/search")):
        answer = editor.open(method, address)
        assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
        assert "GET" in answer.headers["Allow"]
        assert answer.json["status"] == 405


def test_a_nul_is_refused_with_a_problem(visitor: Program) -> None:
    for address in ("/pages?theme=%00", "/pages/a%00b", "/nothing%00"):
        answer = visitor.get(address)
        assert answer.mimetype == "application/problem+json", address
        assert answer.status_code in {400, 404}


def test_every_type_of_problem_is_explained(visitor: Program, editor: Program) -> None:
    known = {item["type"]: item["status"] for item in visitor.get("/problems").json["items"]}
    for answer in (
        visitor.get("/nothing"),
        visitor.get("/files"),
        editor.get("/pages?limit=0"),
        editor.put("/pages/x"),
    ):
        assert known[answer.json["type"]] == answer.json["status"] == answer.status_code


def test_our_own_fault_is_a_problem(app: Flask, visitor: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(queries, "list_events", broken)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = visitor.get("/changes")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "secret" not in answer.text


def test_a_busy_database_and_an_index_that_is_away_are_told_apart(
    editor: Program, monkeypatch: pytest.MonkeyPatch, services: Services
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise Unavailable

    def away(*_: object) -> None:
        raise SearchUnavailable("gone")

    monkeypatch.setattr(queries, "list_events", busy)
    monkeypatch.setattr(services.search, "search", away)
    for address, kind in (("/changes", "busy"), ("/search?q=x", "search-unavailable")):
        answer = editor.get(address)
        assert (answer.status_code, answer.json["type"]) == (503, f"/api/v1/problems#{kind}")
        assert answer.headers["Retry-After"]


def test_titles_of_problems_come_in_english_unless_asked(visitor: Program) -> None:
    assert visitor.get("/nothing").headers["Content-Language"] == "en"
    assert visitor.get("/nothing", Accept_Language="de, en;q=0.5").headers["Content-Language"] == "de"
    assert visitor.get("/nothing", Accept_Language="ja").headers["Content-Language"] == "en"


def test_pages_of_other_sites_may_read_but_never_write(visitor: Program, inside: Inside) -> None:
    inside(page, "Story")
    for address in ("/pages/story", "/pages/none", "/files"):
        answer = visitor.get(address, Origin="https://elsewhere.example")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer.headers
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "PUT"}
    preflight = visitor.open("OPTIONS", "/pages/story", headers=asked)
    assert preflight.status_code == 200
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]
    written = visitor.put("/pages/story", {"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in written.headers


def test_a_head_tells_what_a_get_would(visitor: Program, inside: Inside) -> None:
    inside(page, "Story")
    got, head = visitor.get("/pages/story"), visitor.open("HEAD", "/pages/story")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "VISITOR_LIMIT", "3 per minute")
    monkeypatch.setattr(limits, "TOKEN_LIMIT", "5 per minute")


@pytest.mark.usefixtures("few")
def test_who_asks_too_often_is_told_when_to_go_on(visitor: Program, program: Programs) -> None:
    left = [visitor.get(f"/{name}").headers["X-RateLimit-Remaining"] for name in ("themes", "cities", "changes")]
    assert left == ["2", "1", "0"]
    answer = visitor.get("/themes")
    assert (answer.status_code, answer.mimetype) == (429, "application/problem+json")
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert answer.json["type"] == "/api/v1/problems#too-many-requests"
    # A token that is none is counted with its address; one that is good on its own.
    assert visitor.open("GET", "/themes", headers={"Authorization": "Bearer x"}).status_code == 429
    one, another = program(Role.EDITOR), program(Role.EDITOR)
    assert [one.get("/themes").status_code for _ in range(6)] == [200] * 5 + [429]
    assert another.get("/themes").status_code == 200


def test_writes_are_counted_once_more(program: Programs) -> None:
    editor = program(Role.EDITOR)
    most = int(limits.WRITE_LIMIT.partition(" ")[0])
    statuses = [editor.post("/preview", body="x").status_code for _ in range(most + 1)]
    assert statuses == [200] * most + [429]
    assert editor.get("/themes").status_code == 200
