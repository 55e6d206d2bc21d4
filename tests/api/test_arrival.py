"""The operations come with the first request for one, and nobody notices."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import services_of
from tests.threads import at_once
from wiki.app import create_app
from wiki.core.db import db
from wiki.search.null import NullBackend


@pytest.fixture
def unasked(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """An application that nobody has asked for its API, on the database of the others."""
    unasked = create_app(replace(services_of(app).settings, home=tmp_path), search=NullBackend())
    yield unasked
    # The next test gets another database in place of this one.
    with unasked.app_context():
        db.engine.dispose()


def statuses(app: Flask, paths: list[str]) -> list[object]:
    return at_once(app, [lambda path=path: app.test_client().get(path).status_code for path in paths])  # type: ignore[misc]


def test_the_first_who_ask_at_the_same_moment_are_all_answered(unasked: Flask) -> None:
    assert statuses(unasked, ["/api/v1/problems", "/help"] * 6) == [200] * 12


def test_an_address_of_the_api_that_is_none_is_refused_as_the_api_does(unasked: Flask) -> None:
    answer = unasked.test_client().get("/api/v1/nothing")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_other_addresses_stay_what_they_were(unasked: Flask) -> None:
    before = {(rule.rule, rule.endpoint, frozenset(rule.methods or ())) for rule in unasked.url_map.iter_rules()}
    unasked.test_client().get("/api/v1/")
    after = {(rule.rule, rule.endpoint, frozenset(rule.methods or ())) for rule in unasked.url_map.iter_rules()}
    assert before < after
    assert all(endpoint.startswith("api.") for _, endpoint, _ in after - before)
    # A number that no page has is refused by its address, as before.
    assert unasked.test_client().get(f"/pages/start/revisions/{'9' * 30}").status_code == 404
    assert unasked.test_client().options("/help").status_code == 200
