"""An edition is read, cited and taken along as it was disseminated, whatever happened since."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import yaml
from lxml import html
from sqlalchemy import update

from tests.clients import FormClient
from tests.factories import actor, archive, page, rename, save
from tests.integration.reviewing import SLUG, disseminated, member, ready, take
from tests.unit.practices.facts import FACTS
from wiki import jobs
from wiki.accounts.types import Actor, Role
from wiki.core.clock import now
from wiki.core.db import db, transaction
from wiki.facts import VOCABULARIES
from wiki.pages.models import EventRow
from wiki.pages.service import remove_page
from wiki.practices import service
from wiki.practices.models import EditionRow
from wiki.search.null import NullBackend

Inside = Callable[..., Any]
EDITION = f"/pages/{SLUG}/editions/1"


@pytest.fixture
def lead(inside: Inside) -> Actor:
    """The lead of a practice that has one edition, and a picture of nothing else."""

    def make() -> Actor:
        page("Lory")
        ready(SLUG)
        save(SLUG, body="Words of [[Lory]].\n\n## Results\n\nMore.")
        made = member(leads=("refurbishment",))
        disseminated(made, number=2)
        return made

    made: Actor = inside(make)
    return made


def tree(client: FormClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.text)


def second(lead: Actor) -> None:
    """Disseminate another edition, in which a fact, the title and the text are other ones."""
    save(SLUG, title="Hauffgasse anew", body="Words of [[Lory]].\n")
    disseminated(lead, number=3)


def live_on(lead: Actor) -> None:
    """Let everything change that an edition could be told from."""
    second(lead)
    save(SLUG, title="Third", body="zirconium")
    rename(SLUG, "elsewhere")
    archive("lory")
    jobs.drain(NullBackend())


@pytest.mark.parametrize("form", ["md", "json"])
def test_files_of_an_edition_are_the_same_for_ever(
    client: FormClient, inside: Inside, lead: Actor, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = client.get(f"{EDITION}.{form}")
    assert before.headers["Cache-Control"] == "public, max-age=86400"
    inside(live_on, lead)
    monkeypatch.setitem(VOCABULARIES["cost_band"], "over_20m", "other words")
    moved = client.get(f"{EDITION}.{form}")
    assert (moved.status_code, moved.location) == (301, f"/pages/elsewhere/editions/1.{form}")
    after = client.get(moved.location)
    assert (after.data, after.headers["ETag"]) == (before.data, before.headers["ETag"])
    assert client.get(moved.location, headers={"If-None-Match": before.headers["ETag"]}).status_code == 304
    assert (
        '</pages/elsewhere/editions/2>; rel="latest-version"'.replace("<", "<https://wiki.example.org")
        in after.headers["Link"]
    )


def test_the_page_of_an_edition_keeps_its_words_and_leads_to_the_newest(
    client: FormClient, inside: Inside, lead: Actor
) -> None:
    prose = "//div[@class='prose'][last()]"
    before = tree(client, EDITION)
    inside(live_on, lead)
    after = tree(client, "/pages/elsewhere/editions/1")
    for kept in (prose, "//h1", "//section[@class='fact-section']", "//*[@id='citation']"):
        told = [html.tostring(node) for node in before.xpath(kept)]
        assert told == [html.tostring(node) for node in after.xpath(kept)], kept
        assert told, kept
    assert after.xpath("//*[contains(@class, 'notice--old')]//a/@href") == ["/pages/elsewhere/editions/2"]
    assert after.xpath("//link[@rel='canonical']/@href") == ["https://wiki.example.org/pages/elsewhere/editions/2"]
    assert "noindex" not in client.get("/pages/elsewhere/editions/1").text


def test_an_edition_is_cited_by_an_address_that_no_rename_changes(
    client: FormClient, inside: Inside, lead: Actor
) -> None:
    shown = tree(client, EDITION)
    cited = shown.xpath("string(//*[@id='citation'])")
    assert re.fullmatch(
        r"Words\. \(\d{4}\): Hauffgasse\. Edition 1, .* https://wiki\.example\.org/p/e[0-9a-f]{12}", cited
    )
    assert shown.xpath("//button[@data-copy='citation' and @hidden]")
    assert shown.xpath("string(//meta[@name='citation_title']/@content)") == "Hauffgasse"
    address = cited.rsplit(" ", 1)[1].removeprefix("https://wiki.example.org")
    assert client.get(address).location == EDITION
    inside(rename, SLUG, "elsewhere")
    assert client.get(address).location == "/pages/elsewhere/editions/1"
    assert client.get("/p/e0123456789ab").status_code == 404


def test_the_address_of_an_edition_that_was_removed_never_leads_to_another(
    client: FormClient, inside: Inside, lead: Actor
) -> None:
    cited = tree(client, EDITION).xpath("string(//*[@id='citation'])").rsplit("/", 1)[1]

    def replace() -> None:
        with transaction():
            remove_page(actor(Role.ADMINISTRATOR), SLUG)
        ready("other")
        disseminated(lead, slug="other")

    inside(replace)
    assert client.get("/pages/other/editions/1").status_code == 200
    assert client.get(f"/p/{cited}").status_code == 404


@pytest.mark.parametrize(("told", "leads_to"), [("1", "editions/1"), ("", "revisions/2"), ("7", "revisions/2")])
def test_a_feed_leads_to_an_edition_where_there_is_one(
    client: FormClient, inside: Inside, lead: Actor, told: str, leads_to: str
) -> None:
    def tell() -> None:
        with transaction():
            db.session.execute(update(EventRow).where(EventRow.action == "disseminated").values(detail=told))

    inside(tell)
    assert f'href="https://wiki.example.org/pages/{SLUG}/{leads_to}"' in client.get("/recent.atom").text


def test_what_changed_since_the_edition_before_is_told_in_words(
    client: FormClient, inside: Inside, lead: Actor
) -> None:
    inside(second, lead)
    for address in (f"/pages/{SLUG}/editions/2", f"/pages/{SLUG}/editions"):
        rows = {
            row.xpath("string(dt)"): row.xpath("string(dd)")
            for row in tree(client, address).xpath("//dl[@class='edition-changes']/div")
        }
        assert rows["Title"].split() == ["Hauffgasse", "→", "now", "Hauffgasse", "anew"], address
        assert rows["Text"] == "0 lines added, 4 lines removed", address
    assert not tree(client, EDITION).xpath("//dl[@class='edition-changes']")


def test_a_change_list_speaks_the_language_of_its_reader(
    client: FormClient, inside: Inside, lead: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change() -> None:
        lessons = (*FACTS["lessons"], {"id": "new", "kind": "works", "text": "More"})
        save(SLUG, facts={**FACTS, "started_on": "2018-07", "cost_band": "1m_5m", "lessons": lessons})
        disseminated(lead, number=3)

    def told() -> list[str]:
        shown = tree(client, f"/pages/{SLUG}/editions/2?lang=de")
        return [" ".join(each.text_content().split()) for each in shown.xpath("//dl[@class='edition-changes']//dd")]

    inside(change)
    lesson, start = "nichts → jetzt Art: Gut gelaufen; Lehre: More", "April 2017 → jetzt Juli 2018"
    assert told() == [start, "über 20 Mio. € → jetzt 1–5 Mio. €", lesson]
    words = VOCABULARIES["cost_band"]["over_20m"]
    monkeypatch.delitem(VOCABULARIES["cost_band"], "over_20m")
    # The template of a later day: the words of then.
    assert told() == [start, f"{words} → jetzt 1–5M €", lesson]


def test_an_edition_is_read_at_three_depths(client: FormClient, lead: Actor) -> None:
    counts = []
    for depth in ("minute", "brief", "implementer"):
        shown = tree(client, f"{EDITION}?depth={depth}")
        counts.append(
            len(shown.xpath("//section[@class='fact-section']//dt | //section[@class='fact-section']//caption"))
        )
        assert shown.xpath("//ul[@class='depths']//a[@aria-current]/@href")[0].startswith(EDITION)
    assert counts == sorted(set(counts))


def test_files_carry_what_a_citation_needs(client: FormClient, lead: Actor) -> None:
    told = json.loads(client.get(f"{EDITION}.json").text)
    front, _, body = client.get(f"{EDITION}.md").text.removeprefix("---\n").partition("---\n\n")
    values = yaml.safe_load(front)
    for name in ("edition", "disseminated_on", "citation", "address", "title", "facts", "themes"):
        assert values[name] == told[name], name
    assert (told["edition"], told["facts"]["trl"], told["changes"]) == (1, 8, [])
    assert body == told["body"] == "Words of [[Lory]].\n\n## Results\n\nMore.\n"
    assert re.fullmatch(r"https://wiki\.example\.org/p/e[0-9a-f]{12}", told["address"])


def test_readers_are_told_which_edition_they_read(client: FormClient, inside: Inside, lead: Actor) -> None:
    line = tree(client, f"/pages/{SLUG}").xpath("//p[@class='edition-line']")[0]
    assert " ".join(line.text_content().split()).startswith(f"Edition 1, {now().day} {now():%B %Y} · How to cite")
    assert line.xpath(".//a/@href") == [f"{EDITION}#cite", f"/pages/{SLUG}/editions"]


def test_members_get_to_the_edition_from_their_working_copy(
    client: FormClient, editor: FormClient, inside: Inside, lead: Actor
) -> None:
    inside(save, SLUG, body="zirconium")
    notice = tree(editor, f"/pages/{SLUG}").xpath("//*[contains(@class, 'notice--draft')]")
    assert len(notice) == 1
    assert notice[0].xpath(".//a/@href") == [EDITION, f"/pages/{SLUG}/diff/2..3", f"/pages/{SLUG}/editions"]
    assert not notice[0].xpath(".//form")
    for address in (f"/pages/{SLUG}", f"/pages/{SLUG}/editions", EDITION):
        assert "zirconium" not in client.get(address).text
        assert "Working copy" not in client.get(address).text


def test_readers_are_warned_of_what_is_due_and_led_on_from_what_was_followed(
    client: FormClient, inside: Inside, lead: Actor
) -> None:
    def age() -> None:
        with transaction():
            db.session.execute(update(EditionRow).values(review_due=now().date() - timedelta(days=1)))

    def follow() -> None:
        ready("lorystrasse", "Lorystraße")
        disseminated(lead, slug="lorystrasse")
        take(service.supersede, lead, "lorystrasse")

    inside(age)
    for address in (f"/pages/{SLUG}", EDITION, f"/pages/{SLUG}/editions"):
        assert "Due for review" in client.get(address).text, address
    inside(follow)
    for address in (f"/pages/{SLUG}", EDITION, f"/pages/{SLUG}/editions"):
        warned = tree(client, address).xpath("//*[contains(@class, 'notice--warning')]")
        assert [each.xpath(".//a/@href") for each in warned] == [["/pages/lorystrasse"]], address


def test_there_are_no_editions_where_nobody_may_read(
    client: FormClient, editor: FormClient, inside: Inside, lead: Actor
) -> None:
    inside(page, "Story")
    assert client.get("/pages/story/editions").status_code == 404
    assert client.get(f"/pages/{SLUG}/editions/2").status_code == 404
    assert client.get(f"/pages/{SLUG}/editions/2.json").status_code == 404
    inside(ready, "draft")
    assert client.get("/pages/draft/editions").status_code == 404
    assert "No edition yet" in editor.get("/pages/draft/editions").text
    inside(archive, "draft")
    assert client.get("/pages/draft/editions/1").status_code == 404
    inside(archive, SLUG)
    # Whatever was asked of it: the practice itself was withdrawn.
    for end in ("", "/2", "/2.md"):
        assert client.get(f"/pages/{SLUG}/editions{end}").status_code == 410, end
    for end in ("", "/1", "/1.md", "/1.json"):
        assert editor.get(f"/pages/{SLUG}/editions{end}").status_code == 200, end


def test_an_edition_that_was_withdrawn_is_still_named(client: FormClient, inside: Inside, lead: Actor) -> None:
    cited = tree(client, EDITION).xpath("string(//*[@id='citation'])").rsplit("/", 1)[1]

    def follow() -> None:
        save(SLUG, title="Secret", body="zirconium")
        ready("lorystrasse", "Lorystraße")
        disseminated(lead, slug="lorystrasse")
        take(service.supersede, lead, "lorystrasse")
        rename(SLUG, "elsewhere")
        archive("elsewhere")
        # Another page takes the title, and must not be taken for it.
        page("Hauffgasse", slug="hauffgasse-again")

    inside(follow)
    addresses = (f"/p/{cited}", EDITION, "/pages/elsewhere/editions/1", f"{EDITION}.md", f"{EDITION}.json")
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, client.head(address).status_code) == (410, 410), address
        shown = html.fromstring(answer.text).xpath("//main")[0]
        words = " ".join(shown.text_content().split())
        assert f"Hauffgasse, Edition 1, {now().day} {now():%B %Y}" in words
        assert shown.xpath(".//a[contains(., 'Lorystraße')]/@href") == ["/pages/lorystrasse"]
        for kept in ("Secret", "zirconium", "Words of"):
            assert kept not in answer.text
    # An address of the page itself, too, unless another page is meant by it now.
    for address in ("/pages/elsewhere", "/pages/elsewhere/editions", "/pages/elsewhere/history"):
        assert client.get(address).status_code == 410, address
    assert client.get("/pages/elsewhere/revisions/2").status_code == 410
    inside(archive, "lorystrasse")
    assert "Lorystraße" not in client.get(EDITION).text


def test_a_member_keeps_no_file_in_a_shared_cache(editor: FormClient, lead: Actor) -> None:
    assert editor.get(f"{EDITION}.md").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("role", [None, Role.EDITOR])
def test_a_page_of_an_edition_asks_little_of_the_database(
    reader: Callable[[Role | None], FormClient], lead: Actor, query_count: Callable[[], Any], role: Role | None
) -> None:
    client = reader(role)
    client.get(EDITION)
    for address, most in ((EDITION, 8), (f"/pages/{SLUG}/editions", 9), (f"/pages/{SLUG}", 14)):
        with query_count() as statements:
            client.get(address)
        # Beside it, members are told where the review of the next one stands, and what is new for them.
        assert len(statements) <= most + (5 if role else 0), (address, statements)


def test_on_paper_stands_where_the_edition_is_for_ever(client: FormClient, lead: Actor) -> None:
    (head,) = html.fromstring(client.get(f"/pages/{SLUG}").text).xpath("//*[contains(@class, 'print-head')]")
    assert "/p/" in head.text_content()
