"""Headings: their place under the page's own title, their anchors, and the sections they open."""

from collections.abc import Sequence
from itertools import count

from markdown_it.token import Token

from wiki.markup.anchors import unique_anchors
from wiki.markup.parse import tokenise
from wiki.markup.text import inline_text
from wiki.markup.types import Heading, OutlineEntry

LOWEST_LEVEL = 6


def outline(source: str) -> tuple[OutlineEntry, ...]:
    """List the headings that open a section; the n-th one is ``Heading.section`` n of the rendered page."""
    return tuple(
        OutlineEntry(level=_level(opening), text=text, line=opening.map[0])
        for opening, _, text in _headings(tokenise(source))
        if opening.map and _opens_section(opening)
    )


def place_headings(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """Lower every heading by one level, for the page's title is the only h1, and give each its anchor."""
    found = _headings(tokens)
    sections = count(1)
    headings = []
    for (opening, closing, text), anchor in zip(found, unique_anchors(text for _, _, text in found), strict=True):
        level = min(_level(opening) + 1, LOWEST_LEVEL)
        opening.tag = closing.tag = f"h{level}"
        opening.attrSet("id", anchor)
        section = next(sections) if _opens_section(opening) else None
        headings.append(Heading(level=level, text=text, anchor=anchor, section=section))
    return tuple(headings)


def _headings(tokens: Sequence[Token]) -> list[tuple[Token, Token, str]]:
    return [
        (opening, closing, inline_text(inline.children or ()))
        for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if opening.type == "heading_open"
    ]


def _level(opening: Token) -> int:
    return int(opening.tag.removeprefix("h"))


def _opens_section(opening: Token) -> bool:
    return opening.level == 0
