"""The list of what practices lack, in the browser."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import practice
from tests.integration.reviewing import ready

Inside = Callable[..., Any]
Counting = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def practices(inside: Inside) -> None:
    def make() -> None:
        ready("hauffgasse")
        practice("Balloons", themes=("data",), published=False)
        for number in range(22):
            practice(f"Practice {number:02}")

    inside(make)


def rows(client: FormClient, address: str) -> list[str]:
    tree = html.fromstring(client.get(address).text)
    return [str(link.text_content()) for link in tree.xpath("//table//tbody//th/a")]


@pytest.mark.usefixtures("practices")
def test_members_see_what_is_missing_with_the_way_to_fill_it(editor: FormClient) -> None:
    tree = html.fromstring(editor.get("/practices/completeness").text)
    assert rows(editor, "/practices/completeness")[:2] == ["Hauffgasse", "Balloons"]
    cells = [" ".join(cell.text_content().split()) for cell in tree.xpath("//table//tbody/tr[1]/td")]
    assert cells[0].startswith("100 %")
    assert cells[1] == "complete"
    assert cells[2].startswith("pending until")
    assert cells[4] == "none"
    links = tree.xpath("//table//tbody/tr[2]//ul/li/a/@href")
    assert "/pages/balloons/edit#cities" in links
    assert "/pages/balloons/facts/kpis#kpis" in links
    assert all(editor.get(link).status_code == 200 for link in links[:6])


@pytest.mark.usefixtures("practices")
def test_it_is_narrowed_sorted_and_paged(editor: FormClient) -> None:
    assert rows(editor, "/practices/completeness?theme=data") == ["Balloons"]
    assert rows(editor, "/practices/completeness?city=munich") == []
    assert rows(editor, "/practices/completeness?sort=title")[0] == "Balloons"
    assert rows(editor, "/practices/completeness?sort=title&page=2") == [f"Practice {n}" for n in (18, 19, 20, 21)]
    assert rows(editor, "/practices/completeness?sort=nonsense") == rows(editor, "/practices/completeness")


@pytest.mark.usefixtures("practices")
def test_more_practices_take_no_more_statements(editor: FormClient, query_count: Counting) -> None:
    editor.get("/practices/completeness")
    with query_count() as one:
        editor.get("/practices/completeness?theme=data")
    with query_count() as many:
        editor.get("/practices/completeness")
    assert len(many) == len(one)
    # What waits for the reader, plans too, is looked up beside it.
    assert len(many) <= 10, many


def test_only_who_edits_is_led_there(client: FormClient, observer: FormClient, editor: FormClient) -> None:
    assert "/practices/completeness" not in client.get("/practices").text
    assert observer.get("/practices/completeness").status_code == 403
    assert "/practices/completeness" in editor.get("/practices").text


def test_days_are_told_as_the_reader_writes_them(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Balloons", facts={"results_due": "2019-07-31"})
    for language, day in (("en", "31 July 2019"), ("de", "31. Juli 2019")):
        shown = editor.get("/practices/completeness", headers={"Accept-Language": language}).text
        assert day in shown
        assert "2019-07-31" not in shown
