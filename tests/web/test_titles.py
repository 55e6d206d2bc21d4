"""Odd titles get a page or a clear answer, and hurt no other page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from tests.clients import FormClient
from tests.factories import page
from wiki.core.slugs import RESERVED, slugify

ODD = [
    "x" * 255,
    "Ü" * 255,
    "مدينة ذكية في ليون",
    "🌍🏙️ Smart city 🚲",
    "スマートシティ",
    "Енергийно обновяване",
    "a/b/c",
    "../../etc/passwd",
    "..",
    "report.md",
    "100 % renewable?",
    "C#, C++ & <script>alert(1)</script>",
    "\"Quoted\" 'title'",
    "{{ 7 * 7 }} ${7*7}",
    "Robert'); DROP TABLE pages;--",
    "İstanbul ﬁt",
    "edit",
    "history",
    "new",
    "-",
    "e\u0301nergie",
    "a\u202eb",
]


def clear(text: str) -> bool:
    return "There is a problem" in text


@pytest.mark.parametrize("title", ODD)
def test_an_odd_title_gets_a_page_or_a_clear_answer(
    editor: FormClient, client: FormClient, inside: Callable[..., Any], title: str
) -> None:
    inside(page, "Neighbour", "Unhurt.")
    answer = editor.submit("/new", title=title, body="Text.", kind="article", action="save")
    assert answer.status_code == 303 or (answer.status_code == 422 and clear(answer.text))
    if answer.status_code == 303:
        address = answer.location.partition("?")[0]
        shown = client.get(address)
        assert shown.status_code == 200
        assert "Text." in shown.text
        assert "<script>alert" not in shown.text
        for view in ("/history", "/source", "/links", "/history.atom"):
            assert client.get(f"{address}{view}").status_code == 200, view
        assert editor.get(f"{address}/edit").status_code == 200
    for address in ("/pages/neighbour", "/pages", "/recent", "/recent.atom", "/sitemap.xml", "/", "/orphans"):
        assert client.get(address).status_code == 200, address
    assert "Unhurt." in client.get("/pages/neighbour").text


@pytest.mark.parametrize("title", ["", " ", "\u00a0", "\t", "x" * 256])
def test_a_title_that_is_none_or_too_long_is_refused_at_its_field(editor: FormClient, title: str) -> None:
    answer = editor.submit("/new", title=title, body="My text.", kind="article", slug="somewhere", action="save")
    assert answer.status_code == 422
    assert 'id="title-error"' in answer.text
    assert "My text." in answer.text


@pytest.mark.parametrize("title", ODD)
def test_any_address_that_nobody_wrote_gets_an_answer(client: FormClient, editor: FormClient, title: str) -> None:
    for view in ("", "/edit", "/history", "/source", "/links"):
        for reader in (client, editor):
            address = f"/pages/{quote(title)}{view}"
            assert reader.get(address).status_code in {200, 301, 302, 308, 404}, address


@pytest.mark.parametrize("title", ODD)
def test_any_words_can_be_searched(
    client: FormClient, editor: FormClient, whoosh: object, inside: Callable[..., Any], title: str
) -> None:
    for reader in (client, editor):
        answer = reader.get("/search", query_string={"q": title})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text


def test_a_link_to_an_odd_title_finds_its_page(editor: FormClient, client: FormClient) -> None:
    for title in ("Енергийно обновяване", "スマートシティ", "100 % renewable?"):
        editor.submit("/new", title=title, body="Text.", kind="article", action="save")
        editor.submit("/new", title=f"To {title}", body=f"[[{title}]]", kind="article", action="save")
        shown = client.get(f"/pages/{quote(slugify(f'To {title}'))}").text
        assert 'class="missing"' not in shown
        assert f'href="/pages/{quote(slugify(title))}"' in shown


@pytest.mark.parametrize(
    "address",
    [
        "/pages/a%00b",
        "/contributions/a%00b",
        "/recent?author=%00",
        "/news?theme=%00",
        "/files/%00/x",
    ],
)
def test_a_nul_character_in_an_address_is_refused(client: FormClient, address: str) -> None:
    assert client.get(address).status_code == 400


def test_pasted_control_characters_lose_nothing_that_was_typed(editor: FormClient, client: FormClient) -> None:
    body = "One\x00 two\x0b\n\n\tThree\x1b\x7f."
    answer = editor.submit("/new", title="A\x00 title", body=body, kind="article", action="save")
    assert answer.status_code == 303
    shown = client.get("/pages/a-title/source?raw").text
    assert shown == "One two\n\n\tThree.\n"
    found = editor.submit("/pages/a-title/edit", title="", body="Kept\x00 words", action="save")
    assert (found.status_code, "Kept words" in found.text) == (422, True)


def test_control_characters_in_an_address_break_no_feed(client: FormClient) -> None:
    assert client.get("/contributions/a%08b/feed.atom").status_code == 200


def test_every_action_below_a_page_is_a_reserved_word(app: Flask) -> None:
    below = "/pages/<path:slug>/"
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith(below)]
    actions = {rule.removeprefix(below).split("/")[0] for rule in rules}
    # "history.atom" is no slug, for a slug has no dot.
    assert {action for action in actions if slugify(action) == action} == RESERVED
