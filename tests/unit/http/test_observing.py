"""Around a request: whatever the application does inside, it gets an id, and one line tells of it."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from flask import Flask, Response
from werkzeug.test import Client

from wiki.http.observing import ANSWERED_FROM, observed

Made = Callable[..., Client]


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/pages/<path:slug>", "view", lambda slug: f"Page {slug}")
    app.add_url_rule("/welcome/<token>", "welcome", lambda token: f"Welcome{token[:0]}")
    app.add_url_rule("/", "home", lambda: "Home")
    app.add_url_rule("/health", "health", lambda: "ok")
    app.add_url_rule("/long", "long", lambda: Response(iter(["a", "bc", "def"])))
    return app


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], list[dict[str, Any]]]:
    caplog.set_level(logging.DEBUG, "wiki.request")
    names = ("method", "route", "status", "bytes", "answer")
    return lambda: [
        {name: vars(record)[name] for name in names if name in vars(record)} | {"level": record.levelname}
        for record in caplog.records
    ]


def client(app: Flask, **named: Any) -> Client:
    app.wsgi_app = observed(app, **{"trusts_ids": False} | named)  # type: ignore[method-assign]
    return Client(app)


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/pages/a/b", "/pages/<path:slug>", 200),
        ("/welcome/secret", "/welcome/<token>", 200),
        ("/welcome/secret/", "/welcome/…", 404),
        ("/wellcome/secret", "other", 404),
        ("/", "/", 200),
    ],
)
def test_the_line_tells_the_route_and_never_the_address(
    app: Flask, told: Any, path: str, route: str, status: int
) -> None:
    answer = client(app).get(
        path, query_string={"q": "secret"}, headers={"Cookie": "secret", "Authorization": "secret"}
    )
    (line,) = told()
    assert (line["method"], line["route"], line["status"]) == ("GET", route, status)
    assert line["bytes"] == len(answer.data)
    assert "secret" not in str(line)


def test_every_answer_has_an_id_of_its_own(app: Flask) -> None:
    visitor = client(app)
    ids = {visitor.get("/", headers={"X-Request-ID": "given-by-me"}).headers["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3
    assert "given-by-me" not in ids


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [("0123456789abcdef", True), ("a-b.c_d-e", True), ("short", False), ("a" * 65, False), ("spaces are none", False)],
)
def test_a_proxy_may_give_the_id_when_it_looks_like_one(app: Flask, given: str, is_taken: bool) -> None:
    answer = client(app, trusts_ids=True).get("/", headers={"X-Request-ID": given})
    assert (answer.headers["X-Request-ID"] == given) is is_taken


def test_what_is_sent_piece_by_piece_is_told_at_its_end(app: Flask, told: Any) -> None:
    answer = client(app).get("/long", buffered=False)
    assert told() == []
    assert answer.data == b"abcdef"
    answer.close()
    assert told()[0]["bytes"] == 6


def test_a_head_has_no_body(app: Flask, told: Any) -> None:
    client(app).head("/")
    assert told()[0]["bytes"] == 0


def test_machines_that_ask_every_few_seconds_are_told_when_debugging_only(app: Flask, told: Any) -> None:
    visitor = client(app)
    visitor.get("/health")
    visitor.open("/", method="SECRET")
    assert [(line["level"], line["method"]) for line in told()] == [("DEBUG", "GET"), ("INFO", "other")]


def test_what_breaks_is_told_and_breaks_on(app: Flask, told: Any) -> None:
    def break_down(_environ: Any, _start: Any) -> Iterable[bytes]:
        raise RuntimeError

    app.wsgi_app = break_down  # type: ignore[method-assign]
    with pytest.raises(RuntimeError):
        client(app).get("/")
    assert [(line["status"], line["level"]) for line in told()] == [(500, "WARNING")]


def test_an_answer_that_was_kept_is_told_and_measured_as_such(app: Flask, told: Any) -> None:
    headers = [("Content-Length", "4")]
    measured: list[dict[str, Any]] = []

    def kept(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        environ[ANSWERED_FROM] = "hit"
        start("200 OK", headers)
        return [b"kept"]

    app.wsgi_app = kept  # type: ignore[method-assign]
    assert client(app, meter=lambda **named: measured.append(named)).get("/pages/x").data == b"kept"
    assert told() == [
        {"method": "GET", "route": "/pages/…", "status": 200, "bytes": 4, "answer": "hit", "level": "INFO"}
    ]
    assert measured[0].pop("seconds") >= 0
    assert measured == [{"group": "pages", "method": "GET", "status": 200, "kept": "hit"}]
    # What is kept is given to others.
    assert headers == [("Content-Length", "4")]
