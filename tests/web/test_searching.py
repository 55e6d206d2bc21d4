"""What a search page says of words that nobody typed."""

from collections.abc import Callable
from html import unescape
from re import findall
from typing import Any
from urllib.parse import urlencode

from lxml.html import fromstring

from tests.clients import FormClient
from tests.factories import page, practice
from wiki.accounts.types import Role
from wiki.pages.types import PageKind
from wiki.search.whoosh import WhooshBackend


def test_words_that_were_likely_meant_are_told_and_switched_off_in_one_click(
    client: FormClient, inside: Callable[..., Any], whoosh: WhooshBackend
) -> None:
    inside(page, "Heat network", "The refurbishment of a block.")
    found = client.get("/search?q=refurbishmant&kind=article").text
    assert "Also searched: refurbishment" in found
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
    assert "Also searched: refurbishment" in anyway
    for asked in ("q=refurbishmant+block&as_typed=1&kind=article", 'q="refurbishmant+of"&kind=article&page=1'):
        found = client.get(f"/search?{asked}").text
        assert "Also searched" not in found
        (address,) = findall(r'Did you mean: <a href="([^"]*)"', found)
        assert "as_typed" not in address
        again = client.get(unescape(address)).text
        assert "1 result" in again
        assert "kind=article" in unescape(address)
        assert "Did you mean" not in again


def within(client: FormClient, address: str, question: str) -> str:
    """Ask in the field of a page that searches within something; return the address that it asks."""
    tree = fromstring(client.get(address).text)
    (form,) = tree.xpath("//main//form[@role='search']")
    fields = {(one.get("name"), one.get("value")) for one in form.xpath(".//input[@type='hidden']")}
    return f"{form.get('action')}?{urlencode([('q', question), *sorted(fields)])}"


def test_themes_cities_and_lists_are_searched_within(
    client: FormClient, inside: Callable[..., Any], whoosh: WhooshBackend
) -> None:
    inside(practice, "Lamp posts", themes=("data",), cities=("munich",))
    inside(page, "Lamp shades", "x", themes=("data",))
    inside(page, "Lamp oil", "x", cities=("munich",))
    for address, names in (
        ("/themes/data", {"posts", "shades"}),
        ("/cities/munich", {"posts", "oil"}),
        ("/practices", {"posts"}),
        ("/practices?theme=heating", set()),
        ("/practices?theme=data&city=munich", {"posts"}),
        ("/search?q=x&theme=data", {"posts", "shades"}),
    ):
        asked = within(client, address, "lamp")
        found = fromstring(client.get(asked).text).xpath("//ol[@class='results']//h2/a/@href")
        assert {href.removeprefix("/pages/lamp-") for href in found} == names, asked
    found = client.get(within(client, "/themes/data", "lamp")).text
    removal = fromstring(found).xpath("//ul[@class='chosen']//a/@href")[0]
    assert "Data" in fromstring(found).xpath("string(//ul[@class='chosen'])")
    assert "/pages/lamp-oil" in client.get(removal).text


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
    assert "Found in: Problem, Enablers and barriers" in found
    assert "Found in: City: Vienna" in editor.get("/search?q=Wien").text
    assert "<b>Problem:</b>" in found
    inside(page, "Dark", "No lanterns.")
    answer = editor.get("/api/v1/search?q=lanterns").json
    assert answer is not None
    assert [hit["why"] for hit in answer["results"]] == [
        {"found_in": [{"where": "text", "name": ""}], "passage_of": "", "standing": []}
    ]


def test_a_topic_of_a_theme_leads_to_what_was_written_of_it(
    client: FormClient, inside: Callable[..., Any], whoosh: WhooshBackend
) -> None:
    inside(page, "Smart data", "All that cities measure.", kind=PageKind.THEME, themes=("data",))
    inside(page, "Ten lamp posts that listen", "What they hear.", themes=("data",))
    whoosh.tidy()
    found = client.get("/search?q=lamp post&go=1")
    assert found.status_code == 200
    titles = fromstring(found.text).xpath("//*[@class='result-title']")
    assert [title.text_content() for title in titles] == ["Ten lamp posts that listen", "Smart data"]
    name = client.get("/search?q=Data Management/Smart Platforms&go=1")
    assert name.location.startswith("/pages/smart-data?")


def test_a_theme_is_chosen_by_its_plain_name_in_another_language(client: FormClient) -> None:
    assert client.get("/search?q=thema:Mobilität e-bike").location == "/search?q=e-bike&theme=mobility"


def test_results_come_before_what_is_done_with_a_search(
    client: FormClient, inside: Callable[..., Any], whoosh: WhooshBackend
) -> None:
    inside(page, "Heat network", "Of a block.")
    whoosh.tidy()
    shown = client.get("/search?q=heat").text
    assert shown.index('class="results"') < shown.index("Follow this search")
    assert "Follow this search" in client.get("/search?q=nowhere").text


def test_results_are_put_in_another_order(
    client: FormClient, inside: Callable[..., Any], whoosh: WhooshBackend
) -> None:
    inside(page, "Lamps of cities", "Lamps, lamps.")
    inside(page, "Trams", "One lamp beside many other words of a longer text.")
    shown = fromstring(client.get("/search?q=lamps").text)
    orders = {each.text_content(): each.get("href") for each in shown.xpath("//nav[@aria-label='Order']//a")}
    assert list(orders) == ["Best match", "Newest"]
    newest = fromstring(client.get(orders["Newest"]).text)
    assert newest.xpath("//ol[@class='results']//h2/a/@href") == ["/pages/trams", "/pages/lamps-of-cities"]
    assert newest.xpath("//nav[@aria-label='Order']//a[@aria-current='true']/text()") == ["Newest"]
    inside(practice, "Lamp posts")
    assert "Best evidence" in client.get("/search?q=lamps").text


def test_a_question_in_a_language_that_nothing_is_written_in_leads_to_what_any_language_finds(
    client: FormClient, editor: FormClient, inside: Callable[..., Any], whoosh: WhooshBackend
) -> None:
    inside(page, "Heat network of the Siemens estate", "Warm water.")
    inside(practice, "Ein Haus", "Warmes Wasser.", published=False, language="de")
    asked = "/search?q=Wie+werden+die+Siemens+Häuser+warm"
    told = client.get(asked).text
    assert "No page is written in Deutsch." in told
    assert "Heat network" in told
    assert "No page is written in" not in editor.get(asked).text
    assert "No page is written in" not in client.get("/search?q=How+are+the+Siemens+houses+warmed").text
    inside(page, "Das Haus", "Warmes Wasser.", language="de")
    assert "No page is written in" not in client.get(asked).text
