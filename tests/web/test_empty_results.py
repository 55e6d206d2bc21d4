"""Where nothing is found, the reader learns where there is something: fewer filters, near practices, other requests."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import actor, page, practice
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.demand import service
from wiki.demand.types import RequestDraft


@pytest.fixture
def lamps(whoosh: object, inside: Callable[..., Any]) -> None:
    """Two practices and a news item about lamps, and what only members may read."""
    inside(practice, "Lamp posts", themes=("data",), cities=("munich",))
    inside(practice, "Lamp masts", themes=("data",), cities=("vienna",))
    inside(page, "Lamps are lit", themes=("data",))
    inside(practice, "Lamp sesame", themes=("data",), cities=("lyon",), published=False)


def links(client: FormClient, question: str) -> dict[str, str]:
    tree = html.fromstring(client.get(f"/search?{question}").text)
    found = tree.xpath("//div[@class='empty']//a")
    return {" ".join(str(link.xpath("string()")).split()): str(link.get("href")) for link in found}


def test_each_filter_tells_what_there_is_without_it(lamps: None, client: FormClient) -> None:
    found = links(client, "q=lamp&theme=data&city=lyon")
    assert found["3 results without City: Lyon"] == "/search?q=lamp&theme=data"
    assert not [text for text in found if "without Theme" in text]
    assert links(client, "q=lamp&city=munich&city=vienna&language=de")["2 results without Language: Deutsch"]


def test_a_filter_that_is_counted_by_value_and_one_that_is_asked_for_say_the_same(
    lamps: None, client: FormClient
) -> None:
    found = links(client, "q=lamp&kind=meeting&language=en&theme=data")
    assert found["3 results without Kind: Meetings"] == "/search?q=lamp&theme=data&language=en"


def test_pages_of_no_city_are_counted_where_no_other_filter_is_chosen(lamps: None, client: FormClient) -> None:
    assert "1 result without City: Lyon" in links(client, "q=lit&city=lyon")


def test_what_a_reader_may_not_see_is_in_no_count(lamps: None, client: FormClient, editor: FormClient) -> None:
    for reader, count in ((client, 3), (editor, 4)):
        assert f"{count} results without Year: 1999" in links(reader, "q=lamp&year=1999")
    assert "1 result without Year: 1999" in links(editor, "q=sesame&year=1999")
    assert not [text for text in links(client, "q=sesame&year=1999") if "without Year" in text]


def test_practices_that_hold_some_of_the_words_come_near(lamps: None, client: FormClient) -> None:
    found = links(client, "q=%22lamp+posts+of+gold%22+-masts")
    assert found["Lamp posts"] == "/pages/lamp-posts"
    assert "Lamp sesame" not in found
    assert "Lamps are lit" not in found


def test_a_practice_is_asked_for_from_here_with_what_was_searched(lamps: None, client: FormClient) -> None:
    found = links(client, "q=%22warm+water%22&theme=data&city=munich")
    assert found["Ask for this practice"] == "/wanted-practices/ask?title=warm+water&theme=data&city=munich"


def test_who_asks_for_the_same_is_told(
    lamps: None, client: FormClient, editor: FormClient, inside: Callable[..., Any]
) -> None:
    def wish() -> None:
        with transaction():
            service.ask(actor(Role.OBSERVER), RequestDraft(title="Warm water for all", why="It is cold.", city="lyon"))

    inside(wish)
    assert links(client, "q=warm+water")["Warm water for all"] == "/wanted-practices/1"
    answer = editor.submit("/search?q=warm+water", to="/wanted-practices/1/join")
    assert answer.location == "/wanted-practices/1"
    assert "you are one of them" in editor.get("/search?q=warm+water").text


def test_a_page_beyond_the_last_and_a_filter_alone_have_an_answer_too(lamps: None, client: FormClient) -> None:
    assert client.get("/search?q=lamp&page=99").status_code == 200
    assert client.get("/search?theme=data&city=lyon&kind=news").status_code == 200
    assert "Ask for this practice" not in links(client, "theme=data&city=lyon")


def test_a_practice_that_comes_near_is_told_once(lamps: None, client: FormClient) -> None:
    shown = html.fromstring(client.get("/search?q=lamp+posts&year=1999").text)
    assert shown.xpath("count(//div[@class='empty']//a[@href='/pages/lamp-posts'])") == 1
