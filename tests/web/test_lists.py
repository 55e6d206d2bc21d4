"""Lists, themes, cities, search: what is narrowed lives in the address, and counts promise what is shown."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import A_DAY, page, practice, published_with_draft, save
from wiki import jobs
from wiki.accounts.types import Role
from wiki.pages.types import PageKind
from wiki.search.whoosh import WhooshBackend

Inside = Callable[..., Any]


@pytest.fixture
def pages(inside: Inside) -> None:
    def make() -> None:
        practice("Lamp posts", "Smart light.", themes=("data",), cities=("munich",))
        practice("Heat pumps", "Warm homes.", themes=("heating",), cities=("vienna",), language="de")
        practice("Charging at lamp posts", "Both.", themes=("data", "mobility"), cities=("vienna",), starts_on=A_DAY)
        practice("Hidden lamp", "Draft.", themes=("data",), cities=("munich",), published=False)
        page("Workshop", kind=PageKind.MEETING, cities=("munich",), starts_on=A_DAY)

    inside(make)


def titles(client: FormClient, address: str) -> list[str]:
    tree = html.fromstring(client.get(address).text)
    return [str(node.text_content()).strip() for node in tree.xpath("//*[contains(@class, 'card-title')]//a")]


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/practices", {"Lamp posts", "Heat pumps", "Charging at lamp posts"}),
        ("/practices?theme=data", {"Lamp posts", "Charging at lamp posts"}),
        ("/practices?theme=data&theme=heating", {"Lamp posts", "Heat pumps", "Charging at lamp posts"}),
        ("/practices?theme=data&city=vienna", {"Charging at lamp posts"}),
        ("/practices?language=de", {"Heat pumps"}),
        ("/practices?year=2017", {"Charging at lamp posts"}),
        ("/practices?theme=no-such", set()),
        ("/meetings", {"Workshop"}),
        ("/news", set()),
        ("/pages?city=munich", {"Lamp posts", "Workshop"}),
        ("/practices?page=99", set()),
    ],
)
def test_facets_combine(client: FormClient, address: str, expected: set[str]) -> None:
    assert set(titles(client, address)) == expected


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("role", [None, Role.OBSERVER, Role.EDITOR])
def test_a_facets_count_is_what_choosing_it_shows(
    reader: Callable[[Role | None], FormClient], role: Role | None
) -> None:
    client = reader(role)
    tree = html.fromstring(client.get("/practices").text)
    options = tree.xpath("//section[@class='facet']//li//a")
    assert options
    for option in options:
        promised = int(option.xpath("string(.//*[contains(@class, 'count')])") or "0")
        assert len(titles(client, option.get("href"))) == promised, option.get("href")


@pytest.mark.usefixtures("pages")
def test_lists_can_be_sorted(client: FormClient) -> None:
    assert titles(client, "/practices?sort=title") == ["Charging at lamp posts", "Heat pumps", "Lamp posts"]
    assert titles(client, "/practices?sort=oldest")[0] == "Charging at lamp posts"


@pytest.mark.usefixtures("pages")
def test_a_theme_shows_its_pages_and_an_empty_one_what_could_be_there(client: FormClient) -> None:
    shown = client.get("/themes/data").text
    assert "Lamp posts" in shown
    assert "Heat pumps" not in shown
    assert "Hidden lamp" not in shown
    assert client.get("/themes/engagement").status_code == 200
    assert client.get("/themes/nonsense").status_code == 404
    assert client.get("/cities/atlantis").status_code == 404


def test_a_theme_is_added_and_changed_in_the_browser(editor: FormClient, client: FormClient) -> None:
    answer = editor.submit("/themes/new", name="Urban green", short_name="Green", description="Trees.")
    assert answer.location == "/themes/urban-green"
    assert "Trees." in client.get("/themes/urban-green").text
    editor.submit("/themes/urban-green/edit", description="Trees and roofs.")
    assert "Trees and roofs." in client.get("/themes/urban-green").text
    assert editor.submit("/themes/new", name="", short_name="").status_code == 422


def test_a_city_is_added_and_wrong_numbers_are_refused_at_their_fields(editor: FormClient, client: FormClient) -> None:
    good = {
        "name": "Burgas",
        "country": "bg",
        "role": "observer",
        "population": "200000",
        "latitude": "42.5",
        "longitude": "27.5",
    }
    wrong = editor.submit("/cities/new", **good | {"latitude": "x", "longitude": "999"})
    assert wrong.status_code == 422
    assert 'id="latitude-error"' in wrong.text
    assert editor.submit("/cities/new", **good).location == "/cities/burgas"
    assert "Burgas" in client.get("/cities").text
    editor.submit("/cities/burgas/edit", aliases="Burgaz\nБургас")
    assert "Бургас" in editor.get("/cities/burgas/edit").text


def found(client: FormClient, words: str, **more: str) -> list[str]:
    text = client.get("/search", query_string={"q": words} | more).text
    return [str(node.text_content()) for node in html.fromstring(text).xpath("//*[contains(@class, 'result-title')]")]


def test_what_was_just_saved_is_found_at_once(editor: FormClient, client: FormClient, whoosh: WhooshBackend) -> None:
    editor.submit("/new", title="Heat pumps", body="Warm homes.", kind="article", action="save")
    assert found(client, "warm") == ["Heat pumps"]
    editor.submit("/pages/heat-pumps/edit", body="Cold homes.", action="save")
    assert found(client, "cold") == ["Heat pumps"]
    editor.submit("/pages/heat-pumps/archive")
    assert found(client, "cold") == []


def test_a_renamed_theme_is_found_by_its_new_name(
    editor: FormClient, client: FormClient, whoosh: WhooshBackend, inside: Inside
) -> None:
    inside(page, "Pipes", themes=("heating",))
    inside(jobs.drain, whoosh)
    editor.submit("/themes/heating/edit", aliases="Hypocaust")
    assert found(client, "hypocaust") == ["Pipes"]


@pytest.mark.parametrize("role", [None, Role.OBSERVER])
def test_search_shows_no_word_of_a_draft(
    reader: Callable[[Role | None], FormClient], whoosh: WhooshBackend, inside: Inside, role: Role | None
) -> None:
    inside(published_with_draft, "Lamp posts", "zirconium")
    inside(jobs.drain, whoosh)
    client = reader(role)
    assert found(client, "zirconium") == []
    assert found(client, "lamp") == ["Lamp posts"]
    shown = client.get("/search?q=lamp+posts").text
    assert "zirconium" not in shown


def test_a_save_whose_process_died_before_the_index_is_found_all_the_same(
    client: FormClient, whoosh: WhooshBackend, inside: Inside
) -> None:
    inside(page, "Heat pumps", "Warm homes.")
    assert found(client, "warm") == ["Heat pumps"]


def test_an_exact_title_jumps_and_no_hit_offers_to_write_the_page(
    editor: FormClient, whoosh: WhooshBackend, inside: Inside
) -> None:
    inside(page, "Heat pumps", "Warm homes.")
    inside(jobs.drain, whoosh)
    assert editor.get("/search?q=heat+pumps&go=1").location == "/pages/heat-pumps?q=heat+pumps"
    shown = editor.get("/search?q=geothermal").text
    assert "Nothing found" in shown
    assert "/new?slug=geothermal" in shown
    assert "Heat pumps" in editor.get("/search?q=heeaat+pummmps").text


def test_found_words_are_marked_and_markup_in_texts_is_only_text(
    client: FormClient, whoosh: WhooshBackend, inside: Inside
) -> None:
    inside(page, "<i>Heat</i> pumps", "Warm `<script>alert(1)</script>` homes.", slug="heat-pumps")
    inside(jobs.drain, whoosh)
    shown = client.get("/search?q=warm").text
    assert "<mark>Warm</mark>" in shown
    assert "<script>alert" not in shown
    assert "<i>Heat" not in shown


def test_recent_changes_are_narrowed_and_read_on(client: FormClient, inside: Inside) -> None:
    def many() -> None:
        page("Story", "0", themes=("data",))
        for number in range(1, 60):
            save("story", body=str(number), minor=number % 2 == 0)

    inside(many)
    tree = html.fromstring(client.get("/recent?theme=data").text)
    older = str(tree.xpath("string(//a[@rel='next' or contains(@href, 'before=')]/@href)"))
    assert "theme=data" in older
    assert "created" in client.get(older).text
    assert client.get("/recent?theme=heating").text.count('class="change"') == 0
