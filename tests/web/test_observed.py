"""What the log tells of requests to the wiki itself."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from tests.clients import FormClient
from tests.web.filled import Filled
from wiki.core.db import db

Told = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def told(app: Flask, capsys: pytest.CaptureFixture[str]) -> Told:
    capsys.readouterr()
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_tells_who_asked_by_number(filled: Filled, editor: FormClient, told: Told) -> None:
    told()
    editor.get(filled.address("/pages/{slug}"))
    (line,) = told()
    assert (line["route"], line["status"]) == ("/pages/<path:slug>", 200)
    assert isinstance(line["user"], int)
    assert "lamp" not in str(line)


def test_a_visitor_has_no_number(client: FormClient, told: Told) -> None:
    client.get("/")
    assert "user" not in told()[0]


def test_signing_in_tells_neither_address_nor_password(client: FormClient, told: Told) -> None:
    client.submit("/login?next=/account", email="editor@example.org", password="four words are enough")
    lines = told()
    assert [(line["method"], line["status"]) for line in lines] == [("GET", 200), ("POST", 303)]
    assert lines[-1]["user"]
    assert "example.org" not in str(lines)
    assert "four" not in str(lines)


def test_an_error_is_told_once_with_its_traceback_and_the_id_the_person_sees(
    app: Flask, client: FormClient, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError("the lamp is out")

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "accounts.welcome", broken)
    answer = client.get("/welcome/a-secret-token")
    assert answer.status_code == 500
    error, line = told()
    assert (error["level"], line["level"]) == ("error", "warning")
    assert "the lamp is out" in error["traceback"]
    assert error["request_id"] == line["request_id"] == answer.headers["X-Request-ID"]
    assert "a-secret-token" not in str(error)


def test_a_failing_statement_is_told_without_its_values(app: Flask, told: Told) -> None:
    value = "hash of a secret"
    with app.app_context():
        try:
            db.session.execute(text("SELECT :value FROM nowhere"), {"value": value})
        except SQLAlchemyError:
            app.logger.exception("broken")
        db.session.rollback()
    (line,) = told()
    assert "nowhere" in line["traceback"]
    assert value not in str(line)
