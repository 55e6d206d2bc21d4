"""What a reader wrote into an address never decides where our links lead, and an address keeps its way."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import page, practice, rename, save

Inside = Callable[..., Any]
KEYWORDS = ("_external=1", "_scheme=x", "_anchor=x", "_method=x", "endpoint=x", "filename=x", "values=x", "slug=x")


@pytest.fixture
def many(inside: Inside) -> None:
    def make() -> None:
        for number in range(21):
            practice(f"Practice {number}", themes=("data",) if number % 2 else ("mobility",))

    inside(make)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("keyword", KEYWORDS)
@pytest.mark.parametrize("address", ["/recent", "/recent.atom", "/practices", "/pages", "/search?q=practice", "/news"])
def test_no_argument_of_an_address_reaches_the_making_of_links(
    client: FormClient, whoosh: object, address: str, keyword: str
) -> None:
    answer = client.get(f"{address}{'&' if '?' in address else '?'}{keyword}", headers={"Host": "evil.example"})
    assert answer.status_code == 200
    assert "evil.example" not in answer.text


@pytest.mark.usefixtures("many")
def test_the_choices_of_a_list_are_kept_in_its_links(client: FormClient) -> None:
    tree: Any = html.fromstring(client.get("/practices?theme=data&theme=mobility&sort=title&stray=1").text)
    following = tree.xpath("string(//a[@rel='next']/@href)")
    assert following == "/practices?theme=data&theme=mobility&sort=title&page=2"
    assert "/practices?theme=mobility&sort=title" in tree.xpath("//ul[@class='chosen']//a/@href")
    assert "/practices?sort=title" in tree.xpath("//ul[@class='chosen']//a/@href")


@pytest.mark.usefixtures("many")
def test_the_choices_of_recent_changes_are_kept_in_its_links(client: FormClient, inside: Inside) -> None:
    def more() -> None:
        for number in range(60):
            save("practice-1", body=f"Text {number}.")

    inside(more)
    tree: Any = html.fromstring(client.get("/recent?author=Editor&hide_minor=1&theme=&stray=1").text)
    assert tree.xpath("//a[contains(@href, '/recent.atom?')]/@href")[0].endswith("theme=&author=Editor&hide_minor=1")


def test_a_renamed_page_keeps_what_follows_its_address(client: FormClient, inside: Inside) -> None:
    inside(page, "Story", "First.")
    inside(save, "story", body="Second.")
    inside(rename, "story", "news/tale")
    for asked in ("source?revision=1", "diff/1..2?view=read", "history?before=2"):
        assert client.get(f"/pages/story/{asked}").location == f"/pages/news/tale/{asked}"
