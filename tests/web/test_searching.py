"""What a search page says of words that nobody typed."""

from collections.abc import Callable
from html import unescape
from re import findall
from typing import Any

from tests.clients import FormClient
from tests.factories import page
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
