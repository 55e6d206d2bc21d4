"""A member saves a search, is told on every page that it finds something new, opens it, renames it, removes it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from lxml import etree, html

from tests.clients import FormClient
from tests.conftest import services_of
from tests.factories import actor, practice, published_with_draft
from wiki import jobs
from wiki.accounts.types import Role
from wiki.core.db import db, transaction
from wiki.demand import service
from wiki.demand.types import RequestDraft

TAGS = {"themes": ("data",)}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SEARCH = "/search?q=lamp&theme=data"


@pytest.fixture
def new_page(app: Flask, whoosh: object, inside: Callable[..., Any]) -> Callable[..., None]:
    """Publish a practice, and let the background look into saved searches."""

    def make(title: str, **told: Any) -> None:
        inside(practice, title, **TAGS | told)
        with app.app_context():
            jobs.drain(services_of(app).search)
            jobs.look_for_news(services_of(app).search)
            db.session.remove()

    return make


def saved(client: FormClient, name: str = "Lamps") -> None:
    answer = client.submit(SEARCH, to="/account/searches?q=lamp&theme=data", name=name)
    assert (answer.status_code, answer.location) == (303, "/account/searches"), answer.text


def words(text: str) -> str:
    return " ".join(str(html.fromstring(text).xpath("string(//main)")).split())


def test_a_search_is_saved_told_of_opened_and_removed(observer: FormClient, new_page: Callable[..., None]) -> None:
    new_page("Lamp posts")
    saved(observer)
    assert "new for you" not in observer.get("/").text
    new_page("Lamp masts")
    assert "1 thing is new for you" in observer.get("/themes").text
    assert "Your saved search finds something new" in observer.get("/").text
    listed = observer.get("/account/searches").text
    assert "Lamp masts" in listed
    assert "Lamp posts" not in listed
    opened = observer.submit("/account/searches", to="/account/searches/1/open")
    assert opened.location == SEARCH
    assert observer.get(opened.location).status_code == 200
    assert "new for you" not in observer.get("/").text
    assert "Lamp masts" not in observer.get("/account/searches").text
    observer.submit("/account/searches", to="/account/searches/1/rename", name="Masts")
    assert "Masts" in observer.get("/account/searches").text
    observer.submit("/account/searches", to="/account/searches/1/remove")
    assert "You have saved no search" in observer.get("/account/searches").text


def test_to_look_at_the_list_takes_nothing_as_seen(observer: FormClient, new_page: Callable[..., None]) -> None:
    saved(observer)
    new_page("Lamp posts")
    for _ in range(2):
        assert "1 thing is new for you" in observer.get("/account/searches").text


def test_its_name_is_proposed_and_an_error_stands_beside_it(
    observer: FormClient, new_page: Callable[..., None]
) -> None:
    new_page("Lamp posts")
    form = html.fromstring(observer.get(SEARCH).text)
    assert form.xpath("string(//input[@id='search-name']/@value)").startswith("lamp, ")
    saved(observer)
    again = observer.submit(SEARCH, to="/account/searches?q=lamp&theme=data", name="Lamps")
    assert again.status_code == 422
    assert "You have a saved search of this name." in words(again.text)
    wrong = observer.submit("/account/searches", to="/account/searches/1/rename", name="")
    assert wrong.status_code == 422
    assert "Error: " in wrong.text


def test_the_order_in_an_address_is_kept_and_heeded(observer: FormClient, new_page: Callable[..., None]) -> None:
    for title in ("Lamp", "Lamp masts of the old town"):
        new_page(title)
    by_time = "/search?q=lamp&sort=newest"
    titles = [
        html.fromstring(observer.get(address).text).xpath("string(//h2[@class='result-title'])")
        for address in ("/search?q=lamp", by_time)
    ]
    assert titles == ["Lamp", "Lamp masts of the old town"]
    observer.submit(by_time, to="/account/searches?q=lamp&sort=newest", name="Newest")
    assert observer.submit("/account/searches", to="/account/searches/1/open").location == by_time


def test_nobody_opens_renames_or_removes_those_of_others(
    observer: FormClient, editor: FormClient, client: FormClient, new_page: Callable[..., None]
) -> None:
    new_page("Lamp posts")
    saved(observer)
    assert "Lamps" not in editor.get("/account/searches").text
    for act in ("open", "rename", "remove"):
        assert editor.push(f"/account/searches/1/{act}", token_from="/account", name="Mine").status_code == 404
        assert client.push(f"/account/searches/1/{act}").location.startswith("/login")
    assert "Sign in to save this search" in client.get(SEARCH).text


def test_a_draft_is_no_news_to_who_may_not_read_it(
    observer: FormClient, editor: FormClient, new_page: Callable[..., None]
) -> None:
    saved(observer)
    saved(editor)
    new_page("Lamp sesame", published=False)
    assert "1 thing is new for you" in editor.get("/").text
    for page in ("/", "/account", "/account/searches"):
        text = observer.get(page).text
        assert "new for you" not in text
        assert "esame" not in text


def test_no_page_asks_the_index_for_news(observer: FormClient, new_page: Callable[..., None], app: Flask) -> None:
    saved(observer)
    new_page("Lamp posts")
    backend, asked = services_of(app).search, []
    search = type(backend).search
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(backend), "search", lambda self, query: (asked.append(query), search(self, query))[1])
        observer.get("/themes")
        assert asked == []
        observer.get("/account/searches")
        assert len(asked) == 1


def test_who_asked_for_a_practice_is_told_that_a_page_meets_it_until_they_have_seen_it(
    app: Flask, observer: FormClient, editor: FormClient, inside: Callable[..., Any]
) -> None:
    def met() -> None:
        slug = practice("Pumps in Munich")
        with transaction():
            made = service.ask(actor(Role.OBSERVER), RequestDraft(title="Heat pumps", why="We need them."))
        with transaction():
            service.meet_request(actor(Role.REVIEWER), made, slug)

    inside(met)
    for page in ("/", "/account"):
        shown = words(observer.get(page).text)
        assert "You asked for it; this page meets it: Pumps in Munich" in shown
        assert "this page meets it" not in words(editor.get(page).text)
    assert observer.submit("/account", to="/wanted-practices/1/told").location == "/account"
    assert "this page meets it" not in words(observer.get("/").text)


def test_the_feed_of_a_search_shows_what_visitors_may_read_to_everybody(
    client: FormClient, editor: FormClient, inside: Callable[..., Any], new_page: Callable[..., None]
) -> None:
    inside(published_with_draft, "Lamp posts", "sesame", **TAGS)
    new_page("Lamp masts")
    new_page("Lamp secrets", published=False)
    link = html.fromstring(client.get(SEARCH).text).xpath("//link[contains(@href, '/search.atom')]/@href")
    assert link == ["/search.atom?q=lamp&theme=data"]
    for reader in (client, editor):
        feed = etree.fromstring(reader.get(link[0]).data)
        assert feed.xpath("//a:entry/a:title/text()", namespaces=ATOM) == ["Lamp masts", "Lamp posts"]
        assert b"esame" not in etree.tostring(feed)
        ids = feed.xpath("//a:entry/a:id/text()", namespaces=ATOM)
        assert [editor.get(urlsplit(each).path).status_code for each in ids] == [302, 302]


def test_a_feed_that_is_unchanged_is_not_sent_again(client: FormClient, new_page: Callable[..., None]) -> None:
    new_page("Lamp posts")
    tag = client.get("/search.atom?q=lamp").headers["ETag"]
    assert client.get("/search.atom?q=lamp", headers={"If-None-Match": tag}).status_code == 304
    new_page("Lamp masts")
    assert client.get("/search.atom?q=lamp", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    "question", ["", "q=", "q=nothing-like-it", "theme=data", "q=%22%22%22&theme=x", "page=9&q=lamp"]
)
def test_every_search_has_a_feed(client: FormClient, new_page: Callable[..., None], question: str) -> None:
    new_page("Lamp posts")
    answer = client.get(f"/search.atom?{question}")
    assert answer.status_code == 200
    etree.fromstring(answer.data)
