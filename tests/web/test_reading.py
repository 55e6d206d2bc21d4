"""Reading asks the database a few questions, the index and the renderer none."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from tests.clients import FormClient
from tests.factories import page, practice, published_with_draft, rename, save
from tests.web.filled import Filled
from wiki import jobs
from wiki.accounts.types import Role
from wiki.markup import parse
from wiki.pages.service import rendering
from wiki.search.contract import SearchBackend
from wiki.search.null import NullBackend
from wiki.search.types import SearchUnavailable

Inside = Callable[..., Any]
QueryCount = Callable[[], AbstractContextManager[list[str]]]


class Untouchable(NullBackend):
    """Tells what a page can do without, the practices like it, and nothing else."""

    def __getattribute__(self, name: str) -> Any:
        if name != "similar":
            raise AssertionError(f"the index was asked to {name}")
        return super().__getattribute__(name)


@pytest.mark.parametrize("role", [None, Role.EDITOR])
def test_no_page_view_needs_the_index_or_renders(
    filled: Filled,
    reader: Callable[[Role | None], FormClient],
    use_search: Callable[[SearchBackend], None],
    monkeypatch: pytest.MonkeyPatch,
    role: Role | None,
) -> None:
    client = reader(role)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a view renders")

    assert rendering.parse is parse
    monkeypatch.setattr(rendering, "parse", refuse)
    use_search(Untouchable())
    for address in (
        "/pages/{slug}",
        "/pages/{slug}/revisions/1",
        "/pages/{slug}/revisions/3",
        "/pages/{slug}/history",
        "/pages/{slug}/source",
        "/pages/{slug}/links",
        "/recent",
        "/recent.atom",
        "/sitemap.xml",
    ):
        assert client.get(filled.address(address)).status_code in {200, 404}, address
    # Lists ask the index, and render no more than others do.
    use_search(NullBackend())
    for address in ("/", "/practices", "/themes/data", "/cities/munich"):
        assert client.get(address).status_code == 200, address


def test_while_search_is_away_the_page_says_so_and_the_wiki_goes_on(
    filled: Filled, client: FormClient, use_search: Callable[[SearchBackend], None]
) -> None:
    class Away(NullBackend):
        def search(self, *_: object) -> Any:
            raise SearchUnavailable("gone")

    use_search(Away())
    answer = client.get("/search?q=lamp")
    assert answer.status_code == 200
    assert "Search is away" in answer.text
    assert client.get(filled.address("/pages/{slug}")).status_code == 200


# The themes and cities, with their other names, take four of each; a signed-in reader takes one more.
# There is no index here: lists count by reading the facts of all practices, which takes some more.
# What changed under a theme or city is looked for among the newest first, and then among all.
# Of a practice members are told where its review stands, which takes six; on the home page, what waits for them.
# What came back from where a practice was taken up takes four, the exchanges about it one.
LIMITS = {
    "/": 25,
    "/pages/{slug}": 24,
    "/pages/{slug}/revisions/1": 12,
    "/pages/{slug}/history": 12,
    "/pages/{slug}/diff/1..2": 20,
    "/recent": 6,
    "/practices": 20,
    "/pages": 20,
    "/themes": 6,
    "/themes/data": 39,
    "/cities/munich": 38,
    "/search?q=lamp": 8,
    "/wanted": 3,
    "/orphans": 3,
}
# Beside these: what waits for a member (eleven, of which three for plans), and what is new for them, is looked up once
# after each save.
WAITING = 13


@pytest.mark.parametrize("address", LIMITS)
def test_a_page_takes_few_queries(
    filled: Filled, editor: FormClient, query_count: QueryCount, inside: Inside, address: str
) -> None:
    where = filled.address(address)
    with query_count() as few:
        assert editor.get(where).status_code == 200
    assert len(few) <= LIMITS[address] + WAITING, "\n".join(few)

    def write_more() -> None:
        for number in range(12):
            made = practice(f"More {number}", "[[Lamp posts]]", themes=("data",), cities=("munich",))
            save(made, body=f"[[Lamp posts]] {number}")
        jobs.drain(NullBackend())

    inside(write_more)
    with query_count() as many:
        editor.get(where)
    assert len(many) <= len(few) + 6, "the number of queries grows with the number of pages"


def test_visitors_read_the_published_text_and_members_the_newest_with_a_line_that_says_so(
    client: FormClient, observer: FormClient, editor: FormClient, inside: Inside
) -> None:
    slug = inside(published_with_draft, "Lamp posts", "zirconium")
    for reader in (client, observer):
        shown = reader.get(f"/pages/{slug}").text
        assert "Lamp posts as published." in shown
        assert "zirconium" not in shown
    shown = editor.get(f"/pages/{slug}").text
    assert "Lamp posts with zirconium." in shown
    assert "You see revision 2; visitors see revision 1." in shown
    assert f"/pages/{slug}/diff/1..2" in shown


def test_a_page_never_published_is_no_page_for_visitors(
    client: FormClient, observer: FormClient, inside: Inside
) -> None:
    slug = inside(practice, "Secret advice", "zirconium", published=False)
    for view in ("", "/history", "/source", "/links", "/revisions/1", "/diff/1..1", "/history.atom"):
        for reader in (client, observer):
            answer = reader.get(f"/pages/{slug}{view}")
            expected = 200 if view == "/links" else 404
            assert answer.status_code == expected, view
            assert "zirconium" not in answer.text


def test_an_old_revision_keeps_its_address_its_words_and_is_kept_out_of_search_engines(
    client: FormClient, inside: Inside
) -> None:
    inside(page, "Story", "First words.")
    inside(save, "story", title="Tale", body="Second words.")
    inside(rename, "story", "tale")
    answer = client.get("/pages/tale/revisions/1")
    assert "First words." in answer.text
    assert ">Story</h1>" in answer.text
    assert "An earlier revision of this page" in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"
    moved = client.get("/pages/story/revisions/1")
    assert (moved.status_code, moved.location) == (301, "/pages/tale/revisions/1")


@pytest.mark.parametrize("number", [0, 2, 99, 2**31, 2**63, 10**30])
def test_a_number_that_never_was_is_not_found(
    client: FormClient, editor: FormClient, inside: Inside, number: int
) -> None:
    inside(page, "Story", "Words.")
    for address in (
        f"/pages/story/revisions/{number}",
        f"/pages/story/diff/1..{number}",
        f"/pages/story/source?revision={number}",
        f"/p/{number if number != 2 else 77}",
    ):
        # What is no number at all asks for the present text.
        expected = {200, 404} if "source" in address else {404}
        assert client.get(address).status_code in expected, address
    for address in (f"/pages/story/revert/{number}", f"/pages/story/undo/{number}"):
        assert editor.push(address, token_from="/account").status_code in {404, 405}, address
    assert editor.get(f"/imports/{number}").status_code == 404
    assert client.get(f"/pages/story/history?before={number}").status_code == 200
    assert client.get(f"/news?page={number}&year={number}").status_code == 200


@pytest.mark.parametrize(
    "cursor",
    ["x", "~", "2017-02-15~1", "2017-02-15T00:00:00+00:00~x", "9999~1", "2017-02-15T00:00:00+00:00~9" + "9" * 30],
)
def test_an_odd_cursor_shows_the_first_page(client: FormClient, inside: Inside, cursor: str) -> None:
    inside(page, "Story", "Words.")
    assert client.get("/recent", query_string={"before": cursor}).status_code == 200


def test_home_shows_themes_cities_the_newest_and_what_changed(filled: Filled, client: FormClient) -> None:
    shown = client.get("/").text
    for words in ("Lory", "Story", "Munich", "Kyiv", "Yokohama", "Hello."):
        assert words in shown


def test_readers_are_told_of_a_practice_that_no_review_led_to_an_edition(client: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts")
    inside(page, "Story")
    assert "Not standardised" in client.get("/pages/lamp-posts").text
    assert "Not standardised" not in client.get("/pages/story").text
