"""The list of practices narrows and orders by their facts, and tells of no fact that its reader may not read."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import page, practice, save
from tests.integration.reviewing import disseminated, member, ready, take
from tests.web.test_lists import found, titles
from wiki import jobs
from wiki.accounts.types import Role
from wiki.core import clock
from wiki.pages.types import PageKind
from wiki.practices import service
from wiki.search.whoosh import WhooshBackend

Inside = Callable[..., Any]
Reader = Callable[[Role | None], FormClient]
MEASURED = {
    "id": "m",
    "what": "use",
    "state": "measured",
    "value": 5,
    "from": "2018",
    "grade": "b",
    "method": "metered",
}
SMALL = {
    "lead_organisation": "City",
    "price_year": 2018,
    "phase": "operation",
    "cost_band": "under_50k",
    "trl": 9,
    "verified_on": "2026-05",
    "funding": ({"id": "a", "source": "municipal"}, {"id": "b", "source": "h2020"}),
    "kpis": (MEASURED,),
}
LARGE = {
    "phase": "planning",
    "cost_band": "over_20m",
    "trl": 4,
    "verified_on": "2026-06",
    "spatial_scale": "city",
    "evidence": ({"id": "e", "title": "Report"},),
}
SECRET = {"phase": "stopped", "cost_band": "5m_20m", "trl": 1, "funding": ({"id": "a", "source": "esco"},)}
NAMES = {"Quality", "Results", "Phase", "Investment", "Spatial scale", "Funding", "Maturity"}


@pytest.fixture(params=["index", "database"])
def practices(request: pytest.FixtureRequest, inside: Inside) -> None:
    def make() -> None:
        practice("Lamp posts", "Light.", facts=SMALL, themes=("data",))
        practice("Heat pumps", "Heat.", facts=LARGE, themes=("heating",))
        practice("Trees", "Shade.", themes=("heating",))
        practice("Hidden", "Draft.", facts=SECRET, published=False)
        save("trees", facts=SECRET)
        page("Workshop", "Heat.", kind=PageKind.NEWS, facts=LARGE)

    inside(make)
    if request.param == "index":
        inside(jobs.drain, request.getfixturevalue("whoosh"))


def facets(text: str) -> dict[str, dict[str, int]]:
    """Return the counts of the values of each facet, as they stand there."""
    sections = html.fromstring(text).xpath("//section[@class='facet']")
    return {
        str(section.xpath("string(h2)")).partition(" (")[0]: {
            str(option.xpath("string(text())")).strip(): int(option.xpath("string(*[@class='count'])"))
            for option in section.xpath(".//a")
        }
        for section in sections
    }


@pytest.mark.usefixtures("practices")
@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("phase=operation", {"Lamp posts"}),
        ("phase=operation&phase=planning", {"Lamp posts", "Heat pumps"}),
        ("cost_band=over_20m", {"Heat pumps"}),
        ("funding=h2020", {"Lamp posts"}),
        ("spatial_scale=city", {"Heat pumps"}),
        ("trl=9&results=measured", {"Lamp posts"}),
        ("results=pending", {"Heat pumps", "Trees"}),
        ("results=pending&theme=heating&phase=planning", {"Heat pumps"}),
        ("phase=operation&theme=heating", set()),
        ("quality=not_yet", {"Lamp posts", "Heat pumps", "Trees"}),
        ("quality=standardised", set()),
        ("phase=stopped", set()),
        ("phase=no-such", set()),
    ],
)
def test_facts_narrow_the_list_and_its_downloads(client: FormClient, choice: str, expected: set[str]) -> None:
    assert set(titles(client, f"/practices?{choice}")) == expected
    told = client.get(f"/practices.json?{choice}").json
    assert told is not None
    assert {page["title"] for page in told["pages"]} == expected
    assert set(titles(client, f"/pages?{choice}")) == expected


@pytest.mark.usefixtures("practices")
@pytest.mark.parametrize("role", [None, Role.OBSERVER, Role.EDITOR])
@pytest.mark.parametrize(
    "address", ["/practices", "/practices?phase=operation", "/pages?results=pending&theme=heating"]
)
def test_a_count_of_facts_is_what_choosing_it_shows(reader: Reader, role: Role | None, address: str) -> None:
    client = reader(role)
    options = html.fromstring(client.get(address).text).xpath("//section[@class='facet']//li//a")
    assert len(options) >= 4
    for option in options:
        promised = int(option.xpath("string(.//*[@class='count'])"))
        if not option.get("aria-current"):
            assert len(titles(client, _alone(option.get("href"), address))) == promised, option.get("href")


def _alone(href: str, address: str) -> str:
    """Return an address that chooses one more value without the others of its facet, under which it was counted."""
    path, now = urlsplit(href).path, parse_qs(urlsplit(address).query)
    wanted = {name: values[-1:] if name in now else values for name, values in parse_qs(urlsplit(href).query).items()}
    return f"{path}?{urlencode(wanted, doseq=True)}"


@pytest.mark.usefixtures("practices")
@pytest.mark.parametrize("role", [None, Role.OBSERVER])
def test_facts_of_drafts_are_counted_for_members_alone(reader: Reader, role: Role | None) -> None:
    shown = facets(reader(role).get("/practices").text)
    assert shown["Phase"] == {"Planning": 1, "Operation": 1}
    assert shown["Results"] == {"Results measured": 1, "Results pending": 2}
    assert shown["Maturity"] == {"TRL 4": 1, "TRL 9": 1}
    for address in ("/practices", "/pages", "/", "/themes/heating"):
        text = reader(role).get(address).text
        assert "Stopped" not in text
        assert "5–20M" not in text
        assert "TRL 1" not in text
    members = facets(reader(Role.EDITOR).get("/practices").text)
    assert members["Phase"] == {"Planning": 1, "Operation": 1, "Stopped": 2}


@pytest.mark.usefixtures("practices")
def test_values_stand_in_the_order_of_their_vocabulary_and_in_the_readers_language(client: FormClient) -> None:
    shown = facets(client.get("/practices").text)
    assert NAMES - shown.keys() == {"Quality", "Spatial scale"} - shown.keys()
    assert list(shown["Investment"]) == ["under 50k €", "over 20M €"]
    assert list(shown["Funding"]) == ["EU Horizon 2020", "Municipal"]
    german = facets(client.get("/practices?lang=de").text)
    assert "Betrieb" in german["Phase"]


@pytest.mark.usefixtures("practices")
def test_facets_of_practices_show_only_where_they_leave_something_out(client: FormClient) -> None:
    # All of them are not standardised yet: that is no choice among practices, and one among all pages.
    assert "Quality" not in facets(client.get("/practices").text)
    assert facets(client.get("/pages").text)["Quality"] == {"Not standardised yet": 3}
    assert not facets(client.get("/news").text).keys() & NAMES


@pytest.mark.usefixtures("practices")
def test_filters_are_taken_away_one_by_one(client: FormClient) -> None:
    text = client.get("/practices?phase=operation&cost_band=under_50k&theme=data").text
    chips = html.fromstring(text).xpath("//ul[@class='chosen']//a[@class='chip']")
    assert [chip.get("href") for chip in chips] == [
        "/practices?phase=operation&cost_band=under_50k",
        "/practices?theme=data&cost_band=under_50k",
        "/practices?theme=data&phase=operation",
    ]


@pytest.mark.usefixtures("practices")
@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("freshness", ["Heat pumps", "Lamp posts", "Trees"]),
        ("completeness", ["Lamp posts", "Heat pumps", "Trees"]),
        ("evidence", ["Lamp posts", "Heat pumps", "Trees"]),
        ("no-such", ["Trees", "Heat pumps", "Lamp posts"]),
    ],
)
def test_practices_are_ordered_by_their_facts(client: FormClient, order: str, expected: list[str]) -> None:
    assert titles(client, f"/practices?sort={order}") == expected
    told = client.get(f"/practices.json?sort={order}").json
    assert told is not None
    assert [page["title"] for page in told["pages"]] == expected


@pytest.mark.usefixtures("practices")
def test_only_practices_offer_the_orders_of_practices(client: FormClient) -> None:
    def offered(address: str) -> dict[str, str]:
        links = html.fromstring(client.get(address).text).xpath("//nav[@class='orders']//a")
        return {link.text: link.get("href") for link in links}

    assert offered("/practices?phase=operation&page=1")["Best evidence"] == "/practices?phase=operation&sort=evidence"
    assert offered("/practices?sort=evidence")["Newest"] == "/practices"
    assert list(offered("/news")) == ["Newest", "Oldest", "Title"]
    assert offered("/pages?sort=evidence").keys() == {"Title", "Newest", "Oldest"}
    current = html.fromstring(client.get("/practices?sort=evidence").text).xpath(
        "//nav[@class='orders']//a[@aria-current]"
    )
    assert [link.text for link in current] == ["Best evidence"]


@pytest.mark.usefixtures("practices")
def test_cards_say_in_words_what_a_practice_is(client: FormClient) -> None:
    def said(title: str) -> str:
        cards = html.fromstring(client.get("/practices").text).xpath("//li[@class='card']")
        (mine,) = [card for card in cards if title in card.text_content()]
        return " ".join(" ".join(mine.xpath(".//ul[@class='glances']//text()")).split())

    assert said("Lamp posts") == "Phase: Operation Investment: under 50k € Results: Results measured"
    assert said("Heat pumps") == "Phase: Planning Investment: over 20M €"
    assert said("Trees") == ""
    assert "Results measured" in client.get("/").text


def test_searches_narrow_by_facts(client: FormClient, inside: Inside, whoosh: WhooshBackend) -> None:
    def make() -> None:
        practice("Lamp posts", "Heat.", facts=SMALL)
        practice("Heat pumps", "Heat.", facts=LARGE)
        page("Workshop", "Heat.", kind=PageKind.NEWS, facts=LARGE)
        jobs.drain(whoosh)

    inside(make)
    assert sorted(found(client, "heat")) == ["Heat pumps", "Lamp posts", "Workshop"]
    assert found(client, "heat", phase="planning") == ["Heat pumps"]
    shown = facets(client.get("/search?q=heat").text)
    assert shown["Quality"] == {"Not standardised yet": 2}
    assert shown["Investment"] == {"under 50k €": 1, "over 20M €": 1}
    told = client.get("/search.json?q=heat&trl=4").json
    assert told is not None
    assert [page["title"] for page in told["pages"]] == ["Heat pumps"]


def test_an_edition_is_found_as_standardised_at_once_and_its_next_draft_changes_nothing_for_visitors(
    client: FormClient, editor: FormClient, inside: Inside, whoosh: WhooshBackend
) -> None:
    lead = inside(member, leads=("refurbishment",))
    inside(ready, "hauffgasse")
    assert titles(editor, "/practices?quality=not_yet") == ["Hauffgasse"]
    inside(disseminated, lead)
    for reader in (client, editor):
        assert titles(reader, "/practices?quality=standardised&phase=operation") == ["Hauffgasse"]
        assert "Standardised" in reader.get("/practices").text
    inside(save, "hauffgasse", facts=SECRET)
    assert titles(client, "/practices?quality=standardised&phase=operation") == ["Hauffgasse"]
    assert titles(client, "/practices?phase=stopped") == []
    assert titles(editor, "/practices?quality=standardised&phase=stopped") == ["Hauffgasse"]


def test_what_was_reconfirmed_is_fresh_at_once(
    client: FormClient, inside: Inside, whoosh: WhooshBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = inside(member, leads=("refurbishment",))
    for slug, title in (("hauffgasse", "Hauffgasse"), ("tivoli", "Tivoli")):
        inside(ready, slug, title)
        inside(disseminated, lead, slug=slug)
    assert titles(client, "/practices?sort=freshness") == ["Tivoli", "Hauffgasse"]
    _let_days_pass(monkeypatch, 10)
    inside(take, service.reconfirm, lead, slug="hauffgasse")
    assert titles(client, "/practices?sort=freshness") == ["Hauffgasse", "Tivoli"]


def _let_days_pass(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    later = clock.now() + timedelta(days=days)
    for module in ("wiki.pages.service.writing", "wiki.practices.service.steps"):
        monkeypatch.setattr(f"{module}.now", lambda: later)


@pytest.mark.parametrize("role", [None, Role.EDITOR])
def test_a_list_of_practices_asks_the_database_as_often_however_many_there_are(
    reader: Reader,
    role: Role | None,
    inside: Inside,
    whoosh: WhooshBackend,
    query_count: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    client = reader(role)

    def asked() -> list[str]:
        inside(jobs.drain, whoosh)
        with query_count() as noted:
            client.get("/practices?phase=operation&cost_band=under_50k&sort=evidence")
        return noted

    inside(practice, "First", facts=SMALL, themes=("data",))
    asked()
    few = asked()
    for number in range(20):
        inside(practice, f"Practice {number}", facts=SMALL, themes=("data",))
    asked()
    assert len(asked()) == len(few) <= 12
