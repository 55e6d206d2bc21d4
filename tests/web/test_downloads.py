"""What a reader takes along is what the reader may see, all of it, and nothing else."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from werkzeug.test import TestResponse

from tests.clients import FormClient
from tests.factories import archive, page, picture, practice, published_with_draft, rename, save
from tests.web.filled import Filled
from wiki import jobs
from wiki.accounts.types import Role
from wiki.dissemination.downloads import texts
from wiki.pages.types import PageKind
from wiki.search.contract import SearchBackend
from wiki.search.null import NullBackend
from wiki.search.types import SearchResults, SearchUnavailable
from wiki.search.whoosh import WhooshBackend
from wiki.services import Services
from wiki.web import downloads, offering

Inside = Callable[..., Any]
SECRETS = ("zirconium", "osmium", "rhenium", "iridium")
LISTS = ("/practices", "/pages", "/themes/data", "/cities/munich", "/search")
TAGS: dict[str, Any] = {"themes": ("data",), "cities": ("munich",)}


@pytest.fixture
def secrets(inside: Inside, services: Services, whoosh: WhooshBackend) -> None:
    """Pages that visitors may read, beside ones that they may not know of."""

    def make() -> None:
        stored = picture(services.files, "iridium.png")
        published_with_draft("Lamp posts", "zirconium", **TAGS)
        practice("Osmium lamp", f"Draft. ![iridium]({stored.path})", published=False, **TAGS)
        page("Rhenium lamp", "Archived.", **TAGS)
        archive("rhenium-lamp")

    inside(make)
    inside(jobs.drain, whoosh)


def address(place: str, form: str) -> str:
    return f"{place}.{form}?q=lamp" if place == "/search" else f"{place}.{form}"


def unpacked(answer: TestResponse) -> dict[str, bytes]:
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archived:
        assert archived.testzip() is None
        return {name: archived.read(name) for name in archived.namelist()}


def told(client: FormClient, place: str, form: str) -> str:
    """Return all that a download says, unpacked."""
    answer = client.get(address(place, form))
    assert answer.status_code == 200
    if form != "zip":
        return answer.text.lower()
    return " ".join(name + data.decode("utf-8", "replace") for name, data in unpacked(answer).items()).lower()


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize("role", [None, Role.OBSERVER])
def test_visitors_take_along_nothing_that_they_may_not_see(
    reader: Callable[[Role | None], FormClient], role: Role | None
) -> None:
    for place in LISTS:
        for form in ("zip", "csv", "json"):
            words = told(reader(role), place, form)
            assert "lamp posts" in words, (place, form)
            assert not [secret for secret in SECRETS if secret in words], (place, form)


@pytest.mark.usefixtures("secrets")
def test_editors_take_along_what_they_see(editor: FormClient) -> None:
    for place in LISTS:
        for form in ("zip", "csv", "json"):
            words = told(editor, place, form)
            for secret in ("zirconium", "osmium"):
                assert secret in words, (place, form)
            assert "rhenium" not in words, (place, form)


@pytest.mark.usefixtures("secrets")
def test_a_page_is_taken_along_as_its_reader_sees_it(client: FormClient, editor: FormClient) -> None:
    assert "as published" in client.get("/pages/lamp-posts.md").text
    assert "zirconium" not in client.get("/pages/lamp-posts.md").text
    assert "zirconium" in editor.get("/pages/lamp-posts.md").text
    assert "zirconium" not in editor.get("/pages/lamp-posts.md?revision=1").text
    for unseen in (
        "lamp-posts.md?revision=2",
        "lamp-posts.md?revision=99",
        "osmium-lamp.md",
        "rhenium-lamp.md",
        "no.md",
    ):
        assert client.get(f"/pages/{unseen}").status_code == 404, unseen
    assert "Archived." in editor.get("/pages/rhenium-lamp.md").text


def test_a_page_is_a_file_with_a_name(client: FormClient, inside: Inside) -> None:
    inside(page, "Story", "Words.", slug="news/бургас", kind=PageKind.NEWS, **TAGS)
    answer = client.get("/pages/news/бургас.md")
    assert answer.mimetype == "text/markdown"
    assert answer.text.startswith("---\ntitle: Story\nslug: news/бургас\nkind: news\n")
    assert answer.text.endswith("---\n\nWords.\n")
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"news-.md\"; filename*=UTF-8''news-%D0%B1%D1%83%D1%80%D0%B3%D0%B0%D1%81.md"
    )
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_former_address_leads_to_the_present_one(client: FormClient, inside: Inside) -> None:
    inside(rename, inside(page, "Story", "Words."), "tale")
    answer = client.get("/pages/story.md?revision=1")
    assert answer.location == "/pages/tale.md?revision=1"


def test_a_list_is_taken_along_whole_and_in_its_order(client: FormClient, inside: Inside) -> None:
    def make() -> None:
        for number in range(25):
            page(f"Story {number:02}", "Words.", kind=PageKind.NEWS, themes=("data" if number % 2 else "heating",))

    inside(make)
    for query, expected in (
        ("", range(24, -1, -1)),
        ("?sort=title", range(25)),
        ("?theme=data&sort=title", range(1, 25, 2)),
        ("?theme=data&sort=title&page=2", range(1, 25, 2)),
    ):
        names = [f"Story {number:02}" for number in expected]
        pages = json.loads(client.get(f"/news.json{query}").text)["pages"]
        assert [each["title"] for each in pages] == names, query
        rows = csv.DictReader(io.StringIO(client.get(f"/news.csv{query}").data.decode("utf-8-sig"), newline=""))
        assert [each["title"] for each in rows] == names, query
        assert len(unpacked(client.get(f"/news.zip{query}"))) == len(names), query
    assert pages[0]["address"] == "https://wiki.example.org/pages/story-01"


def test_a_search_is_taken_along_whole(client: FormClient, inside: Inside, whoosh: WhooshBackend) -> None:
    def make() -> None:
        for number in range(130):
            page(f"Story {number}", "Lamp.", language="de" if number < 120 else "en")

    inside(make)
    inside(jobs.drain, whoosh)
    assert json.loads(client.get("/search.json?q=lamp").text)["total"] == 130
    assert json.loads(client.get("/search.json?q=lamp&language=de").text)["total"] == 120
    assert json.loads(client.get("/search.json").text)["total"] == 0


def test_while_search_is_away_its_download_says_so(
    client: FormClient, use_search: Callable[[SearchBackend], None]
) -> None:
    class Away(NullBackend):
        def search(self, *_: object) -> SearchResults:
            raise SearchUnavailable("gone")

    use_search(Away())
    assert client.get("/search.csv?q=lamp").status_code == 503


def test_pictures_come_with_the_texts_that_show_them(
    client: FormClient, inside: Inside, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, lead = inside(picture, services.files), inside(picture, services.files, "lead.png", colour="red")
    inside(picture, services.files, "unused.png", colour="blue")
    inside(practice, "Lamp posts", f"![A map]({shown.path})", lead_picture=lead.path)
    found = unpacked(client.get("/practices.zip"))
    assert {name.lstrip("/") for name in found} == {"pages/lamp-posts.md", shown.path[1:], lead.path[1:]}
    monkeypatch.setattr(texts, "MOST_PICTURE_BYTES", len(found[lead.path[1:]]))
    cut = unpacked(client.get("/practices.zip"))
    assert len(cut) == 3
    assert len([name for name in cut if name.startswith("files/")]) == 1
    assert (shown.path in cut["left-out.txt"].decode()) != (lead.path in cut["left-out.txt"].decode())


def test_too_long_a_list_is_told_and_not_cut(
    client: FormClient, inside: Inside, whoosh: WhooshBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        inside(page, f"Story {number}", "Lamp.", themes=("data",))
    inside(jobs.drain, whoosh)
    for module in (downloads, offering):
        monkeypatch.setattr(module, "MOST_PAGES", 2)
    for place in ("/pages", "/themes/data", "/search"):
        monkeypatch.setattr(downloads, "LONGEST_RESULT_PAGE", 2)
        answer = client.get(address(place, "csv"))
        assert answer.status_code == 422, place
        assert "has 3 pages, and a download holds at most 2" in answer.text
    shown = client.get("/pages").text
    assert "a download holds at most 2" in shown
    assert ".zip" not in shown


def test_the_menu_leads_to_what_the_page_shows(filled: Filled, client: FormClient, whoosh: WhooshBackend) -> None:
    for place, expected in (
        ("/practices?theme=data&page=1&sort=title&x=1", "/practices.{}?theme=data&sort=title"),
        ("/themes/data", "/themes/data.{}"),
        ("/cities/munich", "/cities/munich.{}"),
    ):
        links = html.fromstring(client.get(place).text).xpath("//details[@class='downloads no-print']//a/@href")
        assert links == [expected.format(form) for form in ("zip", "csv", "json")]
    links = html.fromstring(client.get("/pages/lamp-posts").text).xpath(
        "//details[@class='downloads no-print']//a/@href"
    )
    assert links == ["/pages/lamp-posts.md?revision=1", "/pages/lamp-posts/source?revision=1&raw=1"]
    assert "downloads" not in client.get("/news?theme=heating").text


def test_an_old_revision_is_taken_along_as_it_was(client: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    inside(save, "story", body="Two.")
    (link, _) = html.fromstring(client.get("/pages/story/revisions/1").text).xpath(
        "//details[@class='downloads no-print']//a/@href"
    )
    assert client.get(str(link)).text.endswith("One.\n")


def test_no_shared_cache_keeps_what_a_member_takes_along(filled: Filled, editor: FormClient) -> None:
    for place in ("/practices.csv", "/practices.zip", "/pages/lamp-posts.md"):
        assert editor.get(place).headers["Cache-Control"] == "private, no-store", place


def test_what_is_no_list_has_no_download(client: FormClient) -> None:
    for place in ("/themes/none.csv", "/cities/none.zip", "/practices.exe", "/recent.csv"):
        assert client.get(place).status_code == 404, place
