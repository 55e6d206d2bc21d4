"""HTML inside Markdown becomes Markdown; text outside tags is not touched."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import unescape
from textwrap import dedent
from typing import Any

from markdownify import markdownify

from wiki.importing.cleaning.code import Range
from wiki.importing.cleaning.elements import VOID, Element, elements_of
from wiki.importing.cleaning.html_code import keep_html_code, small_figures, without_tags
from wiki.importing.cleaning.splice import Edit, spliced
from wiki.importing.cleaning.tags import Tag, escape_all_but_tags, escape_leftovers, find_tags
from wiki.importing.types import Finding

MAX_DEPTH = 40
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LAYOUT = {"article", "aside", "body", "center", "div", "footer", "form", "header", "html", "main", "nav", "section"}
_PARTS = {"address", "caption", "details", "fieldset", "figcaption", "figure", "legend", "noscript", "p", "summary"}
_CELLS = {"dd", "dt", "li", "tbody", "td", "tfoot", "th", "thead", "tr"}
_BOXES = _LAYOUT | _PARTS | _CELLS
_INLINE = frozenset(["a", "b", "del", "em", "i", "s", "strike", "strong"])
_CONVERTED = _INLINE | {*_HEADINGS, "blockquote", "dl", "hr", "img", "ol", "table", "ul"}
_BLOCKS = _BOXES | (_CONVERTED - _INLINE - {"img"})
_DROPPED = frozenset({"script", "style", "template"})
_FRAMES = frozenset({"audio", "embed", "iframe", "video"})
_STYLE: dict[str, Any] = {
    "heading_style": "ATX",
    "bullets": "*",
    "escape_asterisks": False,
    "escape_underscores": False,
    "autolinks": False,
    "keep_inline_images_in": ["a", "td", "th", *_HEADINGS],
}
_BREAK = re.compile(r"<br\b[^<>]*+>[ \t]*\n?", re.IGNORECASE)
_STACK = re.compile(
    r"<(div|header|section)\b[^<>]*+>\s*+"
    r"(?P<lines>(?:<(h[1-6])\b[^<>]*+>(?:(?!</?(?:h[1-6]|div)\b).)*+</\3\s*+>\s*+)++)</\1\s*+>",
    re.IGNORECASE | re.DOTALL,
)
_STACKED = re.compile(r"<(h[1-6])\b[^<>]*>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"""\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
# Marks round what stood in a box, until its indentation is taken away.
_BOXED = re.compile("\ufdd3([^\ufdd3\ufdd4]*)\ufdd4")


def html_to_markdown(text: str, keep: Callable[[str], str]) -> tuple[str, tuple[Finding, ...]]:
    """Turn HTML into Markdown and drop what has no meaning in a wiki; ``keep`` puts code aside.

    Headings that a box stacks line by line become one. Tags without a partner and unknown ones go, their
    text stays; comments, scripts and styles go as a whole and are reported.
    """
    text, findings = _drop(small_figures(text))
    text = _STACK.sub(_one_heading, _with_closed_links(keep_html_code(text, keep)))
    tags = list(find_tags(text))
    if tags:
        text = _convert(text, tags)
        findings = (*findings, Finding(code="html-converted", text="HTML was turned into Markdown."))
    return escape_leftovers(text), findings


def html_blocks(text: str) -> Iterable[Range]:
    """Give the ranges of block elements, for what is indented inside them is not code."""
    return [(element.start, element.end) for element in elements_of(find_tags(text)) if element.name in _BLOCKS]


def _drop(text: str) -> tuple[str, tuple[Finding, ...]]:
    tags = list(find_tags(text))
    gone = [(tag.start, tag.end, "comment") for tag in tags if tag.name == "!"]
    gone += [(found.start, found.end, found.name) for found in elements_of(tags) if found.name in _DROPPED]
    findings = [
        Finding(code=f"{name}-removed", text=f"A {name} was removed.") for name in sorted({name for *_, name in gone})
    ]
    return spliced(text, [(start, end, "") for start, end, _ in gone]), tuple(findings)


def _with_closed_links(text: str) -> str:
    """Close a link that was left open at the end of its line, so that where it led is not lost."""
    tags = list(find_tags(text))
    closed = {element.start for element in elements_of(tags)}
    left_open = [tag for tag in tags if tag.name == "a" and not tag.is_closing and tag.start not in closed]
    ends = [text.find("\n", tag.end) for tag in left_open]
    places = {end if end >= 0 else len(text) for end in ends}
    return spliced(text, [(place, place, "</a>") for place in places])


def _one_heading(found: re.Match[str]) -> str:
    lines = _STACKED.findall(found["lines"])
    if len({name.lower() for name, _ in lines}) > 1:
        return found["lines"]
    name = lines[0][0]
    return f"<{name}>{' '.join(line.strip() for _, line in lines)}</{name}>"


def _convert(text: str, tags: Sequence[Tag]) -> str:
    """Convert the outermost elements Markdown has a form for, and take all other tags away."""
    edits: list[Edit] = []
    done = boxed = 0
    for element in elements_of(tags):
        if element.start < done:
            continue
        if element.name in _CONVERTED | _FRAMES and not _runs_over(text, element):
            done = _end_with_blanks(text, element)
            edits.append((element.start, done, _markdown(text[element.start : element.end], element.name)))
        elif element.name in _BOXES and element.start >= boxed:
            edits.append((element.start, element.opening.end, "\n\n\ufdd3"))
            edits.append((element.closing.start, element.end, "\ufdd4\n\n"))
            boxed = element.end
    text = spliced(text, edits + [_without(text, tag) for tag in tags])
    return _BOXED.sub(lambda found: _flush_left(found[1]), text).replace("\ufdd3", "").replace("\ufdd4", "")


def _end_with_blanks(text: str, element: Element) -> int:
    """Take the blanks behind a block along: what follows begins a line of its own."""
    end = element.end
    while element.name in _BLOCKS and text[end : end + 1] in {" ", "\t"}:
        end += 1
    return end


def _runs_over(text: str, element: Element) -> bool:
    """Tell whether an inline element runs over a paragraph's end, as no inline element should."""
    return element.name in _INLINE and "\n\n" in text[element.start : element.end]


def _markdown(source: str, name: str) -> str:
    if name in _FRAMES:
        address = _ADDRESS.search(source)
        return f"[{unescape(address[1])}]({unescape(address[1])})" if address else ""
    if _depth(source) > MAX_DEPTH:
        return without_tags(source)
    try:
        # Entities stay as they are written: decoded, "&lt;b&gt;" would become a tag.
        converted = str(markdownify(escape_all_but_tags(source).replace("&", "&amp;"), **_STYLE))
    except ValueError:  # a count in an attribute, as in colspan="²", that is no number
        return without_tags(source)
    if name in _INLINE or name == "img":
        return converted.strip("\n")
    if name in _HEADINGS:
        converted = " ".join(converted.split())
        converted = converted if converted.strip("# ") else ""
    return "\n\n" + converted.strip("\n") + "\n\n"


def _depth(source: str) -> int:
    deepest = depth = 0
    for tag in find_tags(source):
        if tag.name not in VOID:
            depth = max(0, depth - 1) if tag.is_closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _without(text: str, tag: Tag) -> Edit:
    if tag.name == "br":
        found = _BREAK.match(text, tag.start)
        return tag.start, found.end() if found else tag.end, "  \n"
    if tag.name == "li" and not tag.is_closing:
        return tag.start, tag.end, "\n* "
    return tag.start, tag.end, "\n\n" if tag.name in _BLOCKS else ""


def _flush_left(text: str) -> str:
    """Take away the indentation that showed the nesting of boxes, and keep that of lists."""
    blocks = [dedent(block).lstrip(" \t") for block in re.split(r"\n(?:[ \t]*\n)+", text)]
    return "\n\n".join(block.strip("\n") for block in blocks if block.strip())
