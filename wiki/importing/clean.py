"""The body of a page as it was written, made into Markdown the wiki can show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wiki.importing.cleaning.code import Kept, Range
from wiki.importing.cleaning.html import html_blocks, html_to_markdown
from wiki.importing.cleaning.kramdown import remove_kramdown
from wiki.importing.cleaning.link_scan import plain_destinations
from wiki.importing.cleaning.links import LinkTo, PictureAt, rewrite_links
from wiki.importing.cleaning.liquid import liquid_blocks, resolve_liquid
from wiki.importing.types import Finding

MAX_ROUNDS = 5
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_OPENERS = re.compile(r"<(?=[A-Za-z/!?])|\{(?=[:%{])")


@dataclass(frozen=True, kw_only=True)
class Cleaned:
    """A clean body. ``notes`` tell what was turned into something else, ``problems`` what is missing now."""

    body: str
    notes: tuple[Finding, ...]
    problems: tuple[Finding, ...]


def clean(body: str, *, link: LinkTo, picture: PictureAt) -> Cleaned:
    r"""Turn kramdown, Liquid and HTML into plain Markdown and point links and pictures into the wiki.

    Outside code, no tag, no ``{:``, ``{{`` or ``{%`` remains. A sentence that had none of them is not
    changed by a byte. ``body`` has "\n" line ends; the result ends in one, or is empty.
    """
    kept = Kept()
    text, notes = _without_foreign_syntax(body, kept)
    text, problems = rewrite_links(text, link=link, picture=picture)
    text = kept.put_back(_BLANK_LINES.sub("\n\n", text))
    # What came through as it was would come through so again.
    text = (text if text == body else _settled(text)).strip("\n")
    return Cleaned(body=f"{text}\n" if text.strip() else "", notes=tuple(dict.fromkeys(notes)), problems=problems)


def _without_foreign_syntax(text: str, kept: Kept) -> tuple[str, list[Finding]]:
    text = plain_destinations(kept.keep_code(text, _foreign_blocks))
    text, template = resolve_liquid(text, kept.keep)
    text, attributes = remove_kramdown(text)
    text, tags = html_to_markdown(text, kept.keep)
    return text, [*template, *attributes, *tags]


def _foreign_blocks(text: str) -> Iterable[Range]:
    return [*html_blocks(text), *liquid_blocks(text)]


def _settled(text: str) -> str:
    """Repeat until nothing changes: taking one thing away can lay bare another, or turn code into text."""
    for _ in range(MAX_ROUNDS):
        kept = Kept()
        again = kept.put_back(_without_foreign_syntax(text, kept)[0])
        if again == text:
            return text
        text = again
    # Nobody writes a page that gets here by accident; its code may suffer, its readers may not.
    return _OPENERS.sub(lambda found: "&lt;" if found[0] == "<" else "&#123;", text)
