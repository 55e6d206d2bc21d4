"""A person finds no practice, asks for it, others join, the task force answers, and everybody who asked is told."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from lxml import etree, html

from tests.clients import FormClient
from tests.factories import practice
from wiki import jobs
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.demand import service
from wiki.search.contract import SearchBackend
from wiki.search.null import NullBackend

TITLE = "Heat pumps in listed buildings"
ASKED = {"title": TITLE, "why": "We have 300 of them.", "theme": "heating", "city": "munich"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def asked(client: FormClient, **changes: str) -> str:
    answer = client.submit("/wanted-practices/ask", **ASKED | changes)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def words(text: str) -> str:
    return " ".join(str(html.fromstring(text).xpath("string()")).split())


def test_a_member_asks_and_everybody_reads_it(observer: FormClient, client: FormClient) -> None:
    address = asked(observer)
    shown = words(client.get(address).text)
    assert TITLE in shown
    assert "We have 300 of them." in shown
    listed = words(client.get("/wanted-practices").text)
    assert "1 person wants it (Munich)" in listed
    assert "Sign in to ask for a practice" in listed


def test_visitors_learn_no_name_and_are_asked_to_sign_in(observer: FormClient, client: FormClient) -> None:
    address = asked(observer)
    for page in (address, "/wanted-practices", "/wanted-practices.atom"):
        assert "Observer" not in client.get(page).text
    assert "Observer" in observer.get(address).text
    assert f"/login?next={address}" in client.get(address).text
    assert client.push(f"{address}/join").location.startswith("/login")


def test_what_is_missing_is_said_at_its_field(observer: FormClient) -> None:
    answer = observer.submit("/wanted-practices/ask", **ASKED | {"title": "", "why": ""})
    assert answer.status_code == 422
    assert "Say what the practice should be about." in answer.text
    assert "Say in a sentence what you need it for." in answer.text


def test_the_form_is_filled_in_from_the_search(observer: FormClient) -> None:
    form = html.fromstring(observer.get("/wanted-practices/ask?title=heat+pump&theme=heating&city=lyon").text)
    assert form.xpath("string(//input[@name='title']/@value)") == "heat pump"
    assert form.xpath("//select[@name='theme']/option[@selected]/@value") == ["heating"]
    assert form.xpath("//select[@name='city']/option[@selected]/@value") == ["lyon"]


def test_what_is_like_it_is_offered_before_it_is_asked_for_again(observer: FormClient, editor: FormClient) -> None:
    address = asked(observer)
    answer = editor.submit("/wanted-practices/ask", **ASKED | {"title": "A heat pump for a listed building"})
    assert answer.status_code == 200
    assert "Asked for already?" in answer.text
    assert f'action="{address}/join"' in answer.text
    again = editor.submit(
        "/wanted-practices/ask?title=A+heat+pump+for+a+listed+building",
        **ASKED | {"title": "A heat pump for a listed building"},
    )
    assert again.status_code == 303


def test_others_join_with_their_city_and_leave(observer: FormClient, editor: FormClient) -> None:
    address = asked(observer)
    assert editor.submit(address, to=f"{address}/join", city="vienna").location == address
    assert "2 people want it (Munich, Vienna)" in words(editor.get("/wanted-practices").text)
    editor.submit(address, to=f"{address}/leave")
    assert "1 person wants it (Munich)" in words(editor.get("/wanted-practices").text)


def test_the_task_force_names_a_page_that_meets_it(
    observer: FormClient, reviewer: FormClient, client: FormClient, inside: Callable[..., Any]
) -> None:
    address = asked(observer)
    slug = inside(practice, "Pumps")
    for entered in (f"https://wiki.example.org/pages/{slug}?q=pump#top", slug):
        answer = reviewer.push(f"{address}/answer", token_from="/account", page=entered, how="meet")
        assert answer.status_code == 303
        assert f'href="/pages/{slug}"' in client.get(address).text
        reviewer.submit(address, to=f"{address}/answer", how="reopen")
    assert "A page meets it" not in client.get(address).text


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"how": "meet", "page": "nobody-wrote-this"}, "Name the address of a page that visitors can read"),
        ({"how": "close", "reason": ""}, "Say why, for those who asked."),
        ({"how": "same", "same_as": "x"}, "Choose another request that is open."),
    ],
)
def test_an_answer_that_is_none_is_handed_back(
    observer: FormClient, reviewer: FormClient, how: dict[str, str], sentence: str
) -> None:
    address = asked(observer)
    answer = reviewer.push(f"{address}/answer", token_from="/account", **how)
    assert answer.status_code == 422
    assert sentence in words(answer.text)
    assert "Error: " in answer.text


def test_one_that_is_closed_tells_why_and_takes_nobody_in(
    observer: FormClient, editor: FormClient, reviewer: FormClient
) -> None:
    address = asked(observer)
    reviewer.submit(address, to=f"{address}/answer", how="close", reason="No city has any.")
    assert "No city has any." in editor.get(address).text
    assert editor.push(f"{address}/join", token_from="/account").location == address
    assert "not open any more" in editor.get(address).text
    assert "1 request" in words(editor.get("/wanted-practices?state=closed").text)
    assert "Nothing is asked for" in editor.get("/wanted-practices").text


def test_a_duplicate_leads_to_the_other(observer: FormClient, reviewer: FormClient) -> None:
    address, other = asked(observer), asked(observer, title="Cargo bikes")
    reviewer.submit(address, to=f"{address}/answer", how="same", same_as=other)
    assert f'href="{other}"' in observer.get(address).text
    assert "Answer it" not in reviewer.get(address).text


def test_pages_and_requests_are_offered_by_their_titles_to_who_answers(
    observer: FormClient, reviewer: FormClient, inside: Callable[..., Any]
) -> None:
    inside(practice, "Heat pumps")
    inside(practice, "A draft of pumps", published=False)
    address, other = asked(observer), asked(observer, title="Cargo bikes")
    offered = html.fromstring(reviewer.get(address).text).xpath("//datalist/option")
    assert [(option.get("value"), option.text) for option in offered] == [
        ("heat-pumps", "Heat pumps"),
        (other.rpartition("/")[2], "Cargo bikes"),
    ]
    assert "<datalist" not in observer.get(address).text


def test_the_feed_tells_what_is_asked_for_and_answered(
    observer: FormClient, reviewer: FormClient, client: FormClient
) -> None:
    address = asked(observer)
    reviewer.submit(address, to=f"{address}/answer", how="close", reason="No city has any.")
    feed = etree.fromstring(client.get("/wanted-practices.atom").data)
    titles = feed.xpath("//a:entry/a:title/text()", namespaces=ATOM)
    assert titles == [f"{TITLE}: closed it", f"{TITLE}: asked for it"]
    assert feed.xpath("//a:entry/a:link/@href", namespaces=ATOM) == [f"https://wiki.example.org{address}"] * 2


def test_members_see_what_was_searched_and_not_found_and_take_it_off(
    app: Flask, editor: FormClient, client: FormClient, observer: FormClient
) -> None:
    with app.app_context(), transaction():
        for _ in range(3):
            service.write_misses(["warm water"])
        service.write_misses(["asked once"])
    page = editor.get("/wanted-practices").text
    assert "warm water" in page
    assert "asked once" not in page
    assert "/new?slug=warm-water&amp;title=warm+water" in page
    assert "/wanted-practices/ask?title=warm+water" in page
    for other in (client, observer):
        assert "warm water" not in other.get("/wanted-practices").text
    editor.submit("/wanted-practices", to="/wanted-practices/misses")
    assert "warm water" not in editor.get("/wanted-practices").text


def test_what_members_find_by_now_is_forgotten(
    app: Flask, whoosh: SearchBackend, editor: FormClient, inside: Callable[..., Any]
) -> None:
    inside(practice, "Warm water from the river", published=False)
    with app.app_context():
        with transaction():
            for _ in range(3):
                service.write_misses(["warm water", "cold air"])
        jobs.drain(whoosh)
        jobs.count_misses(NullBackend(), ["cold air"])
        assert "warm water" in editor.get("/wanted-practices").text
        jobs.count_misses(whoosh, ["cold air"])
    page = editor.get("/wanted-practices").text
    assert "cold air" in page
    assert "warm water" not in page


def test_pages_that_are_linked_and_practices_that_are_wanted_lead_to_each_other(client: FormClient) -> None:
    assert 'href="/wanted-practices"' in client.get("/wanted").text
    assert 'href="/wanted"' in client.get("/wanted-practices").text


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.EDITOR])
def test_only_who_answers_is_offered_to(signed_in: Callable[[Role], FormClient], role: Role) -> None:
    client = signed_in(role)
    assert "Answer it" not in client.get(asked(client)).text
