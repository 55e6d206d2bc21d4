"""What a service manager or a load balancer asks: does it live, can it work."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from sqlalchemy import create_engine

from tests.clients import FormClient
from wiki.core.db import db
from wiki.search.contract import SearchBackend
from wiki.search.null import NullBackend
from wiki.search.types import SearchUnavailable
from wiki.services import Services

Counting = Callable[[], AbstractContextManager[list[str]]]


class SearchAway(NullBackend):
    def count(self) -> int:
        raise SearchUnavailable("away")


def test_health_asks_nothing_even_for_somebody_who_is_signed_in(editor: FormClient, query_count: Counting) -> None:
    with query_count() as statements:
        answer = editor.get("/health")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert statements == []


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_no_cache_keeps_the_answer_and_no_session_begins(path: str, client: FormClient) -> None:
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert answer.mimetype == "text/plain"


def test_the_wiki_is_ready_when_everything_is_there(client: FormClient) -> None:
    answer = client.get("/ready")
    assert (answer.status_code, answer.text) == (200, "ready\n")


def test_without_search_it_is_ready_and_says_so(
    client: FormClient, use_search: Callable[[SearchBackend], None]
) -> None:
    use_search(SearchAway())
    answer = client.get("/ready")
    assert (answer.status_code, answer.text) == (200, "ready; search is away\n")


def test_on_a_schema_of_another_version_it_is_not_ready(
    app: Flask, client: FormClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wiki.core.schema.newest_revision", lambda: "of tomorrow")
    answer = client.get("/ready")
    assert (answer.status_code, answer.text) == (503, "not ready: the database is of another version\n")


def test_without_the_database_it_is_not_ready_and_tells_no_more(
    app: Flask, client: FormClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        monkeypatch.setitem(db.engines, None, create_engine("sqlite:////nowhere/at/all/wiki.db"))
    answer = client.get("/ready")
    assert (answer.status_code, answer.text) == (503, "not ready: the database does not answer\n")


def test_without_a_place_for_files_it_is_not_ready(
    services: Services, client: FormClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.files.folder.parent.mkdir(exist_ok=True)
    services.files.folder.write_text("not a folder")
    try:
        answer = client.get("/ready")
    finally:
        services.files.folder.unlink()
    assert (answer.status_code, answer.text) == (503, "not ready: the files folder cannot be written\n")


def test_asking_leaves_nothing_behind(services: Services, client: FormClient) -> None:
    client.get("/ready")
    assert not services.files.folder.exists()
