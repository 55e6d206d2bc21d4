"""The words of a text without its syntax, for search, headings and summaries."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from wiki.markup.parse import tokenise

_BREAKS = frozenset({"softbreak", "hardbreak"})


def plain_text(source: str) -> str:
    """Give every word of the page, each block a line of its own.

    Link texts, image descriptions and code are kept; addresses are not. Raises ValueError as ``tokenise`` does.
    """
    return words_of(tokenise(source))


def words_of(tokens: Sequence[Token]) -> str:
    """Do what ``plain_text`` does, for a text that is read already."""
    return "\n".join(filter(None, map(_squeeze, _block_texts(tokens))))


def summary_of(source: str, limit: int = 200) -> str:
    """Give the first paragraph that has words, at most ``limit`` characters, cut between words with "…"."""
    for text in _paragraphs(tokenise(source)):
        if text:
            return _shorten(text, limit)
    return _shorten(_squeeze(plain_text(source)), limit)


def inline_text(tokens: Sequence[Token], *, images: bool = True) -> str:
    """Join the words of a line's tokens; ``images`` tells whether their descriptions count."""
    parts = []
    for token in tokens:
        if token.type in _BREAKS:
            parts.append(" ")
        elif token.type == "image":
            parts.append(inline_text(token.children or ()) if images else "")
        else:
            parts.append(token.content)
    return _squeeze("".join(parts))


def _block_texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        yield inline_text(token.children) if token.children else token.content


def _paragraphs(tokens: Sequence[Token]) -> Iterator[str]:
    for opening, inline in pairwise(tokens):
        if opening.type == "paragraph_open" and opening.level == 0:
            yield inline_text(inline.children or (), images=False)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _shorten(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    head = text[: max(limit - 1, 0)]
    words = text[:limit].rpartition(" ")[0]
    # Japanese has no spaces to cut at: rather a broken word than a summary of three letters.
    return (words if len(words) * 2 > limit else head).rstrip() + "…"
