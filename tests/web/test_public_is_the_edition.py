"""Whatever is public speaks of the newest edition: of the working copy beside it, not a word."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from lxml import etree

from tests.clients import FormClient
from tests.factories import save
from tests.integration.reviewing import SLUG, disseminated, member, ready
from tests.web.addresses import MOVED, OPEN
from tests.web.filled import Filled
from wiki import jobs
from wiki.accounts.types import Role
from wiki.search.whoosh import WhooshBackend

Inside = Callable[..., Any]
Reader = Callable[[Role | None], FormClient]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITE = "https://wiki.example.org"
FORMS = ("zip", "csv", "json")
LISTS = ("/practices", "/pages", "/themes/refurbishment", "/cities/vienna")
# The words of the working copy, and the tags that only it has.
SECRETS = ("zirconium", "osmium", "rhenium", "iridium")
ELSEWHERE = ("/themes/heating", "/cities/sofia")


@pytest.fixture
def working_copy(filled: Filled, inside: Inside, whoosh: WhooshBackend) -> Filled:
    """A practice with two editions, and a working copy that says other things in every field."""

    def make() -> None:
        ready("standard", "Edition words")
        lead = member(leads=("refurbishment",))
        disseminated(lead, slug="standard")
        save("standard", body="Second words.")
        disseminated(lead, slug="standard", number=2)
        save(
            "standard",
            title="Zirconium",
            summary="Osmium",
            body="Rhenium",
            facts={"abstract": "Iridium", "cost_band": "under_50k"},
            themes=("heating",),
            cities=("sofia",),
            comment="zirconium",
        )

    inside(make)
    inside(jobs.drain, whoosh)
    return filled


def addresses(filled: Filled) -> Iterator[str]:
    yield from (filled.address(pattern) for pattern in (*OPEN.values(), *(moved for moved, _ in MOVED.values())))
    for pattern in OPEN.values():
        if pattern.startswith(("/pages/{slug}", "/pages/{edited}")):
            of_standard = pattern.replace("{slug}", "standard").replace("{edited}", "standard")
            # It has no results to be drawn.
            if "{" not in of_standard:
                yield of_standard
    for place in (*LISTS, *ELSEWHERE):
        yield from (place, *(f"{place}.{form}" for form in FORMS))
    for word in (*SECRETS, "edition"):
        yield from (f"/search?q={word}", f"/search.csv?q={word}")
    yield from ("/search?city=sofia", "/search?theme=heating", "/practices?city=sofia", "/recent.atom")


@pytest.mark.parametrize("role", [None, Role.OBSERVER])
def test_no_public_answer_holds_a_word_of_a_working_copy(
    working_copy: Filled, reader: Reader, role: Role | None
) -> None:
    client = reader(role)
    for address in addresses(working_copy):
        answer = client.get(address)
        assert answer.status_code in {200, 302, 301}, address
        told = unpacked(answer.data) if answer.mimetype == "application/zip" else answer.data.decode(errors="replace")
        asked = address.rpartition("q=")[2]
        assert not [word for word in SECRETS if word != asked and word in told.casefold()], address
        if address.startswith(("/themes/heating", "/cities/sofia", "/search?city=sofia", "/practices?city=sofia")):
            assert "Edition words" not in told, address


def test_members_find_their_working_copy(working_copy: Filled, editor: FormClient) -> None:
    for address in ("/practices", "/pages/standard", "/cities/sofia", "/recent.atom"):
        assert "Zirconium" in editor.get(address).text, address


def unpacked(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return " ".join(name + archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_public_places_show_the_newest_edition(working_copy: Filled, client: FormClient) -> None:
    for address in (*LISTS, "/", "/pages/standard"):
        assert "Edition words" in client.get(address).text, address
    assert 'href="/pages/standard"' in client.get("/search?q=second").text
    assert "Second words." in client.get("/pages/standard").text


def test_a_feed_tells_of_each_edition_and_leads_there(working_copy: Filled, client: FormClient) -> None:
    feed = etree.fromstring(client.get("/pages/standard/history.atom").data)
    told = [
        (entry.xpath("string(a:title)", namespaces=ATOM), entry.xpath("string(a:link/@href)", namespaces=ATOM))
        for entry in feed.xpath("a:entry", namespaces=ATOM)
    ]
    assert told == [
        (f"Edition words, Edition {number}", f"{SITE}/pages/standard/editions/{number}") for number in (2, 1)
    ]


def test_search_engines_are_told_of_the_newest_editions(working_copy: Filled, client: FormClient) -> None:
    told = etree.fromstring(client.get("/sitemap.xml").data).xpath("//*[local-name()='loc']/text()")
    assert {f"{SITE}/pages/standard", f"{SITE}/pages/standard/editions/2"} <= set(told)
    assert f"{SITE}/pages/standard/editions/1" not in told
    assert len(told) == len(set(told))


def test_pages_come_before_editions_where_not_all_find_room(
    working_copy: Filled, client: FormClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "//*[local-name()='loc']/text()"
    pages = [
        told for told in etree.fromstring(client.get("/sitemap.xml").data).xpath(address) if "/editions/" not in told
    ]
    for name in ("wiki.web.site", "wiki.pages.queries.sitemap"):
        monkeypatch.setattr(f"{name}.MOST_ADDRESSES", len(pages) + 1)
    told = etree.fromstring(client.get("/sitemap.xml").data).xpath(address)
    assert told[:-1] == pages
    assert "/editions/" in told[-1]


def test_downloads_say_which_edition_they_hold(working_copy: Filled, client: FormClient, editor: FormClient) -> None:
    rows = {
        row["slug"]: row for row in csv.DictReader(io.StringIO(client.get("/practices.csv").data.decode("utf-8-sig")))
    }
    row = rows["standard"]
    assert row["edition"] == "2"
    assert row["citation"].endswith(f"Edition words. Edition 2, {row['disseminated_on']}. Replication Wiki.")
    assert client.get(row["edition_address"].removeprefix(SITE)).location == "/pages/standard/editions/2"
    assert rows["lamp-posts"]["edition"] == rows["lamp-posts"]["citation"] == ""
    for text in (client.get("/pages/standard.md").text, unpacked(client.get("/practices.zip").data)):
        front = yaml.safe_load(text[text.index("title: Edition words") :].partition("---\n")[0])
        assert front["edition"] == 2
        assert (front["citation"], front["address"]) == (row["citation"], row["edition_address"])
    # What members take along is no edition, and does not pass for one.
    told = {page["slug"]: page for page in editor.get("/practices.json").json["pages"]}
    assert (told["standard"]["title"], told["standard"]["edition"]) == ("Zirconium", None)
    assert "edition: " not in editor.get("/pages/standard.md").text
    assert SLUG in told
