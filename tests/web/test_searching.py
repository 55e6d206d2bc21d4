"""What a search page says of words that nobody typed."""

from collections.abc import Callable
from html import unescape
from re import findall
from typing import Any

from tests.clients import FormClient
from tests.factories import page
from wiki.accounts.types import Role
from wiki.pages.types import PageKind
from wiki.search.whoosh import WhooshBackend


def test_words_that_were_likely_meant_are_told_and_switched_off_in_one_click(
    client: FormClient, inside: Callable[..., Any], whoosh: WhooshBackend
) -> None:
    inside(page, "Heat network", "The refurbishment of a block.")
    found = client.get("/search?q=refurbishmant&kind=article").text
    assert "Also searched: refurbishment." in found
    assert "Heat network" in unescape(found).replace("<mark>", "").replace("</mark>", "")
    (address,) = findall(r'<a href="([^"]*as_typed[^"]*)"', found)
    only = client.get(unescape(address)).text
    assert "kind=article" in unescape(address)
    assert "Also searched" not in only
    assert "Nothing found" in only


def test_a_filter_typed_among_the_words_becomes_a_chip_and_an_address(
    client: FormClient, inside: Callable[..., Any], whoosh: WhooshBackend
) -> None:
    inside(page, "Warm homes", "By the river.", cities=("vienna",))
    inside(page, "Cold homes", "By the river.", cities=("venice",))
    whoosh.tidy()
    moved = client.get("/search?q=river stadt:Wien&kind=article")
    assert (moved.status_code, moved.location) == (303, "/search?q=river&city=vienna&kind=article")
    found = client.get(moved.location).text
    assert ("Warm homes" in unescape(found), "Cold homes" in unescape(found)) == (True, False)
    answer = client.get("/api/v1/search?q=river stadt:Wien").json
    assert answer is not None
    assert [hit["title"] for hit in answer["results"]] == ["Warm homes"]


def test_each_result_tells_where_its_words_stand(
    editor: FormClient, inside: Callable[..., Any], whoosh: WhooshBackend
) -> None:
    facts = {"problem": "Lanterns were dark.", "influences": [{"text": "Nobody pays for lanterns."}]}
    inside(page, "Light", "Of lamps.", kind=PageKind.PRACTICE, by=Role.EDITOR, facts=facts, cities=("vienna",))
    whoosh.tidy()
    found = editor.get("/search?q=lanterns in Wien").text
    assert "Found in: City: Vienna, Problem, Enablers and barriers" in found
    assert "<b>Problem:</b>" in found
    inside(page, "Dark", "No lanterns.")
    answer = editor.get("/api/v1/search?q=lanterns").json
    assert answer is not None
    assert [hit["why"] for hit in answer["results"]] == [
        {"found_in": [{"where": "text", "name": ""}], "passage_of": "", "standing": []}
    ]
