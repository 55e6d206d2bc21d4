"""Texts made to keep the renderer busy. Each must end with its page.

At 100 kB every one was measured to take below two seconds; here they are shorter.
"""

import pytest

from wiki.markup import plain_text

SIZE = 10_000
HOSTILE = {
    "deep quotes": ">" * SIZE,
    "quoted lists": "> - " * (SIZE // 4),
    "nested lists": "".join("  " * depth + "- a\n" for depth in range(100)),
    "open wiki links": "[[" * (SIZE // 2),
    "open wiki links with bars": "[[a|" * (SIZE // 4),
    "brackets": "[" * SIZE,
    "nested brackets": "[" * (SIZE // 2) + "]" * (SIZE // 2),
    "open images": "![" * (SIZE // 2),
    "nested links": "[" * 3000 + "a" + "](b)" * 1700,
    "stars": "*" * SIZE,
    "emphasis": "**a *b" * (SIZE // 6),
    "code marks": "".join("`" * length + " " for length in range(140)),
    "wide table": "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "|b\n" * 100,
    "long table": "|a|b|\n|-|-|\n" + "|c|d|\n" * (SIZE // 6),
    "addresses": "://" * (SIZE // 3),
    "addresses in one word": "http://a.b/" * (SIZE // 11),
    "addresses in a row": "*http://a.b/* " * (SIZE // 14),
    "open brackets in addresses": "https://a.example/x?y=((" * (SIZE // 24),
    "e-mail addresses in one word": "a@b.de" * (SIZE // 6),
    "broken addresses": "http://" * (SIZE // 7),
    "table of empty cells": "a|b\n-|-\n" + "c\n" * (SIZE // 2),
    "wide tables": ("|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + "c\n" * 650 + "\n") * (SIZE // 1700),
    "tables without words": "|" * 1000 + "\n" + "|-" * 999 + "|\n" + "c\n" * (SIZE // 2),
    "open footnotes": "[^a]: x\n\n" + "[^" * (SIZE // 2),
    "footnotes": "[^a]: x\n\n" + "[^a]" * (SIZE // 4),
    "definitions": "a\n" + ": " * (SIZE // 2),
    "tasks": "- [ ] a\n" * (SIZE // 8),
    "equal headings": "# a\n" * (SIZE // 4),
    "line ends": "\n" * SIZE,
    "zero bytes": "\0" * SIZE,
    "combining marks": "e" + "\u0301" * SIZE,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_every_text_has_a_page(rendered, name):
    source = HOSTILE[name]
    assert len(rendered(source).html) < 2_000_000
    assert isinstance(plain_text(source), str)


def test_a_word_of_endless_addresses_is_only_text(rendered):
    html = rendered("http://a.b/" * 9000 + " http://c.d/").html
    assert html.count("<a ") == 1
    assert 'href="http://c.d/"' in html


def test_a_table_ends_where_the_page_can_carry_no_more(rendered):
    html = rendered("|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + "c\n" * 1000).html
    assert html.count("<td") + html.count("<th ") == 20_000
    assert html.count("c") > 1000
    assert html.endswith("c</p>\n")
    two = rendered("a|b\n-|-\nc|d\n" * 2 + "\n" + "a|b\n-|-\n" + "c|d\n" * 20_000).html
    assert two.count("<td") + two.count("<th ") <= 20_000


def test_a_text_links_to_so_many_pages_and_no_more(rendered):
    result = rendered(" ".join(f"[[p{number}]]" for number in [*range(10_001), 0]))
    assert len(result.links) == 10_000
    assert result.html.count('href="#"') == 1
    assert result.html.count('href="/pages/p0"') == 2


def test_what_is_nested_too_deeply_leaves_the_rest_alone(rendered):
    html = rendered("> " * 500 + "deep\n\nafter").html
    assert html.endswith("<p>after</p>\n")
