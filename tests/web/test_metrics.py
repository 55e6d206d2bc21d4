"""``/metrics``: only for who shows the token, and every name of it stands in the guide."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from tests.clients import FormClient, client_of
from tests.web.filled import Filled
from wiki.app import create_app
from wiki.core.db import db
from wiki.search.null import NullBackend
from wiki.services import Services

TOKEN = "0123456789abcdef"
GUIDE = Path(__file__).parents[2] / "docs" / "operating.md"


@pytest.fixture
def measured(filled: Filled, services: Services) -> Iterator[Flask]:
    """The same wiki, served with metrics."""
    made = create_app(replace(services.settings, metrics_token=TOKEN), search=NullBackend())
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def visitor(measured: Flask) -> FormClient:
    return client_of(measured)


def samples(visitor: FormClient) -> dict[tuple[str, str], float]:
    """Return what is measured, by name and labels."""
    answer = visitor.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return {
        (sample.name, " ".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_without_the_setting_there_is_no_such_address(client: FormClient) -> None:
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, "Bearer ü"])
def test_without_the_token_nothing_is_told(visitor: FormClient, shown: str) -> None:
    answer = visitor.get("/metrics", headers={"Authorization": shown} if shown else {})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "wiki_" not in answer.text


def test_requests_are_counted_by_group_method_and_status(visitor: FormClient) -> None:
    def count(labels: str) -> float:
        return samples(visitor).get(("wiki_request_seconds_count", labels), 0)

    before = count("home GET 2xx"), count("pages GET 4xx")
    visitor.get("/")
    visitor.get("/pages/nobody-wrote-this")
    assert (count("home GET 2xx"), count("pages GET 4xx")) == (before[0] + 1, before[1] + 1)


def test_what_is_stored_is_counted_at_the_moment_of_asking(visitor: FormClient) -> None:
    told = samples(visitor)
    assert told["wiki_pages", ""] > 1
    assert told["wiki_database_up", ""] == told["wiki_search_up", ""] == 1
    assert ("wiki_outbox_changes", "index") in told
    assert told["wiki_workers", ""] == 1
    assert told["process_resident_memory_bytes", ""] > 1_000_000


def test_the_answer_is_for_one_scraper_and_names_no_page(visitor: FormClient, filled: Filled) -> None:
    visitor.get(filled.address("/pages/{slug}"))
    visitor.get("/welcome/a-secret-token")
    labels = {label for _, label in samples(visitor)}
    assert not [label for label in labels if "lamp" in label or "secret" in label]


def test_every_metric_stands_in_the_guide(visitor: FormClient) -> None:
    visitor.get("/")
    rows = {
        line.split("`")[1] for line in GUIDE.read_text().splitlines() if line.startswith(("| `wiki_", "| `process_"))
    }
    names = {name for name, _ in samples(visitor)} | {"wiki_kept_answers_total"}
    told = {name.removesuffix("_bucket").removesuffix("_sum").removesuffix("_count") for name in names}
    assert {name for name in told if not name.endswith("_created")} == rows
