"""What machines read: feeds, the sitemap, robots.txt, and the addresses other wikis taught people."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from tests.clients import FormClient
from tests.factories import page, practice, published_with_draft, rename, save
from wiki.accounts.types import Role

Inside = Callable[..., Any]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def feed(client: FormClient, address: str) -> etree._Element:
    answer = client.get(address)
    assert answer.mimetype == "application/atom+xml"
    return etree.fromstring(answer.data)


@pytest.mark.parametrize("address", ["/recent.atom", "/contributions/Editor/feed.atom", "/pages/story/history.atom"])
def test_feeds_are_atom_with_what_readers_of_feeds_need(client: FormClient, inside: Inside, address: str) -> None:
    inside(page, "Story", "One.")
    inside(save, "story", title="Tale & <b>more</b> 🌍", body="Two.", comment="Why & what <i>")
    found = feed(client, address)
    assert found.xpath("string(a:id)", namespaces=ATOM).startswith("https://wiki.example.org/")
    entries = found.xpath("a:entry", namespaces=ATOM)
    assert len(entries) == 2
    newest = entries[0]
    assert "Tale & <b>more</b> 🌍" in newest.xpath("string(a:title)", namespaces=ATOM)
    assert newest.xpath("string(a:summary)", namespaces=ATOM) == "Why & what <i>"
    assert newest.xpath("string(a:link/@href)", namespaces=ATOM) == "https://wiki.example.org/pages/story/revisions/2"
    ids = found.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert len(set(ids)) == 2


def test_feeds_follow_their_filters(client: FormClient, inside: Inside) -> None:
    inside(page, "One", themes=("data",))
    inside(page, "Two", themes=("heating",))
    titles = feed(client, "/recent.atom?theme=data").xpath("a:entry/a:title/text()", namespaces=ATOM)
    assert len(titles) == 1


@pytest.mark.parametrize("role", [None, Role.OBSERVER])
def test_no_feed_tells_of_a_draft(
    reader: Callable[[Role | None], FormClient], inside: Inside, role: Role | None
) -> None:
    inside(published_with_draft, "Lamp posts", "zirconium")
    inside(practice, "Zirconium advice", slug="advice", published=False)
    client = reader(role)
    for address in (
        "/recent.atom",
        "/contributions/Editor/feed.atom",
        "/pages/lamp-posts/history.atom",
        "/sitemap.xml",
    ):
        assert "zirconium" not in client.get(address).text.casefold(), address


def test_control_characters_in_a_name_or_comment_break_no_feed(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    editor.submit("/pages/story/edit", body="Two.", comment="bad \x08 \x0c sign", title="T\x07itle", action="save")
    assert feed(editor, "/recent.atom") is not None


def test_pages_name_their_feeds_and_the_one_address_they_have(client: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    shown = client.get("/pages/story?lang=de").text
    assert 'href="/recent.atom"' in shown
    assert 'href="/pages/story/history.atom"' in shown
    assert 'rel="canonical"' in shown


def test_the_sitemap_lists_public_addresses_whatever_letters_they_have(client: FormClient, inside: Inside) -> None:
    inside(page, "София", slug="софия")
    inside(page, "A & B", slug="a-b")
    found = etree.fromstring(client.get("/sitemap.xml").data)
    addresses = set(found.xpath("s:url/s:loc/text()", namespaces=SITEMAP))
    assert addresses == {
        "https://wiki.example.org/pages/a-b",
        "https://wiki.example.org/pages/%D1%81%D0%BE%D1%84%D0%B8%D1%8F",
    }


def test_robots_are_kept_from_histories_and_told_the_sitemap(client: FormClient) -> None:
    text = client.get("/robots.txt").text
    assert "Sitemap: https://wiki.example.org/sitemap.xml" in text
    assert "Disallow: /pages/*/revisions/" in text


@pytest.mark.parametrize(
    ("habit", "target"),
    [
        ("/pages/story?action=edit", "/pages/story/edit"),
        ("/pages/story?action=history", "/pages/story/history"),
        ("/pages/story?action=raw", "/pages/story/source"),
        ("/pages/story?oldid=1", "/pages/story/revisions/1"),
        ("/pages/Special:RecentChanges", "/recent"),
        ("/wiki/Special:RecentChanges", "/recent"),
        ("/index.php?title=Story", "/wiki/Story"),
        ("/w/index.php?search=lamp+posts", "/search?q=lamp+posts"),
        ("/wiki/Old_Story", "/pages/old-story"),
        ("/pages/Special:WhatLinksHere/story", "/pages/story/links"),
        ("/pages/Story", "/pages/story"),
        ("/pages/old-story", "/pages/story"),
        ("/pages/old-story/history", "/pages/story/history"),
    ],
)
def test_old_habits_lead_where_the_thing_is(client: FormClient, inside: Inside, habit: str, target: str) -> None:
    inside(page, "Story", slug="old-story")
    inside(rename, "old-story", "story")
    answer = client.get(habit)
    assert answer.status_code in {301, 302}
    assert answer.location == target
