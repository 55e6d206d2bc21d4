"""Addresses and e-mail addresses written as plain words become links."""

import re
from collections.abc import Iterable, Iterator

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

MAX_ADDRESS = 2000

_MAYBE = re.compile("://|@|mailto:", re.IGNORECASE)
_WORD = re.compile(r"\S+")

# "report.md" and "e.g.it" are words, and what cannot be allowed need not be found.
_FINDER = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": True}).add("ftp:", None).add("//", None)


def autolink(state: StateCore) -> None:
    """Link the addresses in every line's text; one pass, for the library's own rule copies the line at each link."""
    for inline in state.tokens:
        if inline.children and _MAYBE.search(inline.content):
            inline.children = list(_linked(inline.children, state.md))


def _linked(children: Iterable[Token], markdown: MarkdownIt) -> Iterator[Token]:
    depth = 0
    escaped = False
    for token in children:
        if token.type in {"link_open", "link_close"}:
            depth += token.nesting
        if token.type == "text" and not depth and _MAYBE.search(token.content):
            yield from _split(token.content, markdown, escaped=escaped)
        else:
            yield token
        escaped = token.type == "text_special"


def _split(text: str, markdown: MarkdownIt, *, escaped: bool) -> Iterator[Token]:
    done = 0
    for link in _FINDER.match(_WORD.sub(_unless_too_long, text)) or ():
        address = markdown.normalizeLink(link.url)
        # "http\://example.org": the writer wants to show it, not to link it.
        if not markdown.validateLink(address) or (escaped and link.index == 0):
            continue
        yield Token("text", "", 0, content=text[done : link.index])
        yield Token("link_open", "a", 1, attrs={"href": address})
        yield Token("text", "", 0, content=markdown.normalizeLinkText(link.text))
        yield Token("link_close", "a", -1)
        done = link.last_index
    yield Token("text", "", 0, content=text[done:])


def _unless_too_long(word: re.Match[str]) -> str:
    # From each "http:" in it the finder would read to the end of the word, however far away that is.
    return word[0] if len(word[0]) <= MAX_ADDRESS else " " * len(word[0])
