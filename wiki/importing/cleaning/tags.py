"""Finds what a reader would see as HTML in a page, well formed or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_TAG = 5000
# Possessive throughout: a page full of "<a" must not make the search run back and forth.
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9:-]*+)(?=[\s/>])(?:[^<>\"']++|\"[^\"]{0,5000}+\"|'[^']{0,5000}+')*+>")
_SLOPPY_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9:-]*+)(?=[\s/>])[^<>]{0,5000}+>")
# A tag cut off by the end of its line or of the page: only with an attribute is it surely one.
_CUT_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]*+)(?:[ \t]+[\w-]+=[^<>\n]*+|[ \t]*(?=\n|$))")
_AUTOLINK = re.compile(r"<(?:https?|ftp|mailto|tel):[^\s<>]*>|<[^\s<>@/]+@[^\s<>@]+\.[^\s<>@]+>", re.IGNORECASE)
_DECLARATION = re.compile(r"<!\[CDATA\[|<![A-Za-z][^<>]{0,5000}+>|<\?[^<>]{0,5000}+>")

_KNOWN = re.compile(
    r"(?:a|abbr|address|article|aside|audio|b|base|big|blockquote|body|br|button|canvas|caption|center|cite|code|col|"
    r"colgroup|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|"
    r"h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|meta|nav|noscript|"
    r"object|ol|option|p|param|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|"
    r"summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag, or a comment or declaration (``name`` is "!"), by its place in the text."""

    start: int
    end: int
    name: str
    is_closing: bool = False


def find_tags(text: str) -> Iterator[Tag]:
    """Give every tag in order; links in angle brackets and a "<" that begins no tag are passed over."""
    position = 0
    last_comment = text.rfind("-->")
    while (start := text.find("<", position)) >= 0:
        position = start + 1
        if autolink := _AUTOLINK.match(text, start):
            position = autolink.end()
        elif _is_escaped(text, start):
            continue
        elif text.startswith("<!--", start) and start < last_comment:
            position = text.index("-->", start + 2) + 3
            yield Tag(start, position, "!")
        elif tag := _tag_at(text, start):
            position = tag.end
            yield tag


def escape_leftovers(text: str) -> str:
    """Write every "<" that could still be taken for the start of a tag so that it shows as itself."""
    parts, last = [], 0
    for found in re.finditer(r"\\?<(?=[A-Za-z/!?])", text):
        start = found.end() - 1
        if found.start() < last or (len(found[0]) == 1 and _AUTOLINK.match(text, start)):
            continue
        parts += [text[last : found.start()], "\\" * _is_even_escape(text, found), "&lt;"]
        last = found.end()
    return "".join([*parts, text[last:]])


def escape_all_but_tags(text: str) -> str:
    """Write every "<" that begins no tag as an entity, as an HTML parser needs it."""
    parts, last = [], 0
    for tag in find_tags(text):
        parts += [text[last : tag.start].replace("<", "&lt;"), text[tag.start : tag.end]]
        last = tag.end
    return "".join([*parts, text[last:].replace("<", "&lt;")])


def _is_even_escape(text: str, found: re.Match[str]) -> bool:
    """Tell whether the backslash before "<" is itself escaped, and so has to stay."""
    return len(found[0]) == 2 and _is_escaped(text, found.start())


def _is_escaped(text: str, position: int) -> bool:
    before = position - 1
    while before >= 0 and text[before] == "\\":
        before -= 1
    return (position - before) % 2 == 0


def _tag_at(text: str, start: int) -> Tag | None:
    if declaration := _DECLARATION.match(text, start):
        return Tag(start, declaration.end(), "!")
    for pattern in (_TAG, _SLOPPY_TAG):
        found = pattern.match(text, start)
        if found and "\n\n" not in found[0] and len(found[0]) <= MAX_TAG:
            return Tag(start, found.end(), found["name"].lower(), found[0].startswith("</"))
    cut = _CUT_TAG.match(text, start)
    if cut and _KNOWN.fullmatch(cut["name"]):
        return Tag(start, cut.end(), cut["name"].lower(), cut[0].startswith("</"))
    return None
