"""What waits for whom: the queue, the number beside it, everything in review, and what is due to be looked at again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from lxml import html

from tests.clients import FormClient
from tests.conftest import services_of
from tests.factories import actor, person
from tests.integration.reviewing import disseminated, member, ready, take
from tests.web.test_reading import QueryCount
from wiki.accounts.service import place_person
from wiki.accounts.types import Role
from wiki.core.clock import now
from wiki.core.db import transaction
from wiki.practices import service
from wiki.services import EXTENSION

Inside = Callable[..., Any]


def submitted(slug: str, title: str) -> None:
    ready(slug, title)
    take(service.submit, actor(Role.EDITOR), 1, slug=slug)


def returned(slug: str, title: str) -> None:
    submitted(slug, title)
    take(service.send_back, member(city="munich"), "Name the boundary.", slug=slug)


def due(slug: str, title: str) -> None:
    ready(slug, title)
    disseminated(member(leads=("refurbishment",)), slug=slug)


def place_reviewer(city: str, *leads: str) -> None:
    with transaction():
        place_person(actor(Role.ADMINISTRATOR), person(Role.REVIEWER).id, city=city, leads=leads)


@pytest.fixture(autouse=True)
def some(inside: Inside) -> None:
    inside(place_reviewer, "munich")
    inside(submitted, "first", "First")
    inside(submitted, "second", "Second")
    inside(returned, "third", "Third")


def tree(client: FormClient, address: str = "/reviews") -> Any:
    return html.fromstring(client.get(address).text)


def mine(client: FormClient, address: str = "/reviews") -> list[str]:
    return [str(link.text) for link in tree(client, address).xpath("//ol[@class='waiting']/li/a")]


def count(client: FormClient, address: str = "/") -> str:
    return str(tree(client, address).xpath("string(//span[@class='waiting-count']/text())"))


def test_everybody_sees_what_waits_for_them_the_oldest_first(reviewer: FormClient, editor: FormClient) -> None:
    assert mine(reviewer) == ["First", "Second"]
    assert "Read it, then approve it or return it" in reviewer.get("/reviews").text
    assert mine(editor) == ["Third"]
    assert mine(editor, "/") == ["Third"]
    assert (count(reviewer), count(editor)) == ("2", "1")


def test_the_number_follows_each_step_at_once(reviewer: FormClient, inside: Inside) -> None:
    assert count(reviewer, "/news") == "2"
    inside(submitted, "fourth", "Fourth")
    assert count(reviewer, "/news") == "3"
    reviewer.submit("/pages/first/review", step="approved")
    assert count(reviewer, "/pages/first") == "2"


@pytest.mark.parametrize("role", [None, Role.OBSERVER])
def test_visitors_are_told_no_number(reader: Callable[[Role | None], FormClient], role: Role | None) -> None:
    client = reader(role)
    for address in ("/", "/news", "/practices"):
        shown = client.get(address).text
        assert "waiting-count" not in shown
        assert 'href="/reviews' not in shown


def test_the_number_is_counted_anew_only_after_something_was_saved(
    app: Flask, reviewer: FormClient, query_count: QueryCount, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = [1]
    remembering = replace(services_of(app), state=lambda: tuple(saves))
    monkeypatch.setitem(app.extensions, EXTENSION, remembering)
    assert count(reviewer, "/help") == "2"
    with query_count() as statements:
        assert count(reviewer, "/help") == "2"
    # Who asks is looked up each time.
    assert len(statements) == 1
    # Nor is what waits looked up where it is listed.
    with query_count() as statements:
        assert mine(reviewer, "/") == ["First", "Second"]
    assert not [each for each in statements if "review_steps" in each]
    saves.append(2)
    with query_count() as statements:
        reviewer.get("/help")
    assert 1 < len(statements) <= 11


def test_everything_in_review_is_narrowed_by_theme_and_state(reviewer: FormClient) -> None:
    def listed(query: str) -> list[str]:
        rows = tree(reviewer, f"/reviews{query}").xpath("//table[.//caption[@id='all-caption']]/tbody/tr/th/a")
        return [str(link.text) for link in rows]

    assert listed("") == ["First", "Second", "Third"]
    assert listed("?state=returned") == ["Third"]
    assert listed("?theme=data") == []
    assert listed("?theme=refurbishment&state=peer_review") == ["First", "Second"]
    assert listed("?theme=nowhere&state=nonsense") == []


def test_what_is_due_is_listed_for_members(
    reviewer: FormClient, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside(due, "old", "Old practice")
    assert "No edition is due" in reviewer.get("/reviews").text
    later = now() + timedelta(days=365)
    monkeypatch.setattr("wiki.practices.queries.queues.now", lambda: later)
    monkeypatch.setattr("wiki.web.reviews.words.now", lambda: later)
    inside(place_reviewer, "munich", "refurbishment")
    shown = tree(reviewer)
    (row,) = shown.xpath("//table[.//caption[@id='due-caption']]/tbody/tr")
    assert "Old practice" in row.text_content()
    assert "days overdue" in row.text_content()
    assert "Old practice" in mine(reviewer)
