"""The headings of a Markdown body, as far as a page's title is concerned."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from markdown_it import MarkdownIt

from wiki.markup import plain_text

_BLOCKS = MarkdownIt("commonmark", {"html": False}).disable("inline")
# Every heading ends in such a line.
_MAY_END_HEADING = re.compile(r"^ {0,3}(?:#{1,6}(?:[ \t].*)?|=+[ \t]*|-+[ \t]*)$", re.MULTILINE)
_WORDS = re.compile(r"[^\W_]+")


def take_first_heading(body: str) -> tuple[str, str]:
    """Give the words of the first heading with any, and the body without it; ("", body) if there is none."""
    for text, first, last in _headings(body):
        if text:
            return text, _without_lines(body, first, last)
    return "", body


def drop_repeated_title(body: str, title: str) -> tuple[str, bool]:
    """Take the first heading away if it says what the title says; the flag tells whether it did."""
    words = _words(title)
    for text, first, last in islice(_headings(body), 1):
        if words and _words(text) == words:
            return _without_lines(body, first, last), True
    return body, False


def _headings(body: str) -> Iterator[tuple[str, int, int]]:
    """Give the words, first line and line behind of every heading that stands by itself."""
    first = _MAY_END_HEADING.search(body)
    if first is None:
        return
    # Most callers want one heading, and what comes behind does not matter to it.
    begun = list(_headings_of(body[: first.end()]))
    yield from begun
    yield from islice(_headings_of(body), len(begun), None)


def _headings_of(body: str) -> Iterator[tuple[str, int, int]]:
    for token, following in pairwise(_BLOCKS.parse(body)):
        if token.type == "heading_open" and token.level == 0 and token.map:
            yield plain_text(following.content), token.map[0], token.map[1]


def _without_lines(body: str, first: int, last: int) -> str:
    lines = body.split("\n")
    before, after = "\n".join(lines[:first]).rstrip("\n"), "\n".join(lines[last:]).lstrip("\n")
    return f"{before}\n\n{after}" if before and after else before + after


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())
