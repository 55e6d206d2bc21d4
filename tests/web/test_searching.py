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


def test_what_was_meant_is_offered_where_it_was_not_looked_for(
    client: FormClient, inside: Callable[..., Any], whoosh: WhooshBackend
) -> None:
    inside(page, "Heat network", "The refurbishment of a block.")
    anyway = client.get("/search?q=refurbishmant").text
    assert "Did you mean" not in anyway
    assert "Also searched: refurbishment." in anyway
    for asked in ("q=refurbishmant+block&as_typed=1&kind=article", 'q="refurbishmant+of"&kind=article&page=1'):
        found = client.get(f"/search?{asked}").text
        assert "Also searched" not in found
        (address,) = findall(r'Did you mean: <a href="([^"]*)"', found)
        assert "as_typed" not in address
        again = client.get(unescape(address)).text
        assert "1 result" in again
        assert "kind=article" in unescape(address)
        assert "Did you mean" not in again
