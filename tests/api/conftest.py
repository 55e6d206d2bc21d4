from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import person
from wiki.accounts.service import make_token
from wiki.accounts.types import Role, Scope
from wiki.core.db import transaction

PREFIX = "/api/v1"


class Program:
    """A program: it sends JSON and a token, and keeps no cookie."""

    def __init__(self, app: Flask, token: str = "") -> None:
        app.test_client_class = None
        self._client: FlaskClient = app.test_client(use_cookies=False)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def open(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = self._headers | options.pop("headers", {})
        address = path if path.startswith("/api") else PREFIX + path
        return self._client.open(address, method=method, headers=headers, buffered=True, **options)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.open("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def put(self, path: str, headers: dict[str, str] | None = None, **body: Any) -> TestResponse:
        return self.open("PUT", path, headers=headers or {}, json=body)

    def post(self, path: str, headers: dict[str, str] | None = None, **body: Any) -> TestResponse:
        return self.open("POST", path, headers=headers or {}, json=body)


def token_of(role: Role, scope: Scope = Scope.WRITE) -> str:
    with transaction():
        return make_token(person(role).id, name="A program", scope=scope)


@pytest.fixture
def program(app: Flask, inside: Callable[..., Any]) -> Callable[..., Program]:
    """Return a program with the token of a role; None is a visitor."""

    def make(role: Role | None = None, scope: Scope = Scope.WRITE) -> Program:
        return Program(app, inside(token_of, role, scope) if role else "")

    return make


@pytest.fixture
def visitor(program: Callable[..., Program]) -> Program:
    return program()


@pytest.fixture
def editor(program: Callable[..., Program]) -> Program:
    return program(Role.EDITOR)


@pytest.fixture
def reviewer(program: Callable[..., Program]) -> Program:
    return program(Role.REVIEWER)
