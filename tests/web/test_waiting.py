"""Members see what is not public yet marked as such, and find it; visitors learn nothing of it."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import practice, published_with_draft
from wiki import jobs
from wiki.accounts.types import Role
from wiki.search.whoosh import WhooshBackend

Inside = Callable[..., Any]
LISTS = ("/practices", "/", "/themes/data", "/search?q=lamp", "/pages")
WAITING = "/practices?state=waiting"


@pytest.fixture(autouse=True)
def lamps(inside: Inside, whoosh: WhooshBackend) -> None:
    inside(practice, "Lamp one", themes=("data",))
    inside(published_with_draft, "Lamp two", "changed", themes=("data",))
    inside(practice, "Lamp three", themes=("data",), published=False)
    inside(jobs.drain, whoosh)


def tree(client: FormClient, address: str) -> Any:
    return html.fromstring(client.get(address).text)


def badges(client: FormClient, address: str) -> dict[str, str]:
    """Return the badge of each page a list marks."""
    marked = tree(client, address).xpath(
        "//main//li[.//*[contains(@class, 'badge--draft')]][contains(@class, 'card') or contains(@class, 'result')]"
    )
    return {
        item.xpath("string(.//*[contains(@class, '-title')])").strip(): item.xpath(
            "string(.//*[contains(@class, 'badge--draft')])"
        ).strip()
        for item in marked
    }


@pytest.mark.parametrize("address", LISTS)
def test_every_list_marks_what_visitors_do_not_see(editor: FormClient, address: str) -> None:
    assert badges(editor, address) == {
        "Lamp two changed": "changes not public yet",
        "Lamp three": "not public yet",
    }


@pytest.mark.parametrize("role", [None, Role.OBSERVER])
@pytest.mark.parametrize("address", [*LISTS, WAITING])
def test_who_reads_only_what_is_public_sees_no_mark(
    reader: Callable[[Role | None], FormClient], role: Role | None, address: str
) -> None:
    shown = str(tree(reader(role), address).text_content())
    assert "public yet" not in shown
    assert "Lamp three" not in shown
    assert "Lamp one" in shown


def test_the_practices_that_wait_can_be_listed(editor: FormClient) -> None:
    link = tree(editor, "/practices").xpath("//section[@class='facet']//a[contains(@href, 'state=waiting')]")[0]
    assert "2" in link.text_content()
    assert set(badges(editor, link.get("href"))) == {"Lamp two changed", "Lamp three"}
    assert "Lamp one" not in editor.get(link.get("href")).text
    assert "/practices" in tree(editor, WAITING).xpath("//ul[@class='chosen']//a/@href")


def test_who_may_publish_is_led_there_from_home_and_from_the_menu(reviewer: FormClient, editor: FormClient) -> None:
    shown = reviewer.get("/").text
    assert "2 practices wait to be published" in shown
    assert shown.count(f'href="{WAITING}"') == 2
    assert "wait to be published" not in editor.get("/").text


def test_a_page_never_published_says_who_publishes_it(editor: FormClient) -> None:
    assert "A reviewer publishes it" in editor.get("/pages/lamp-three").text
