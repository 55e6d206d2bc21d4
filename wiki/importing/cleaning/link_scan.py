"""Finds links and pictures of Markdown, also those a strict parser would not take."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

_EVENT = re.compile(r"\\.|!?\[|\]|\n[ \t]*\n", re.DOTALL)
_TITLE = r"""(?:[ \t\n]++(?P<title>"[^"\n]*+"|'[^'\n]*+'|\([^()\n]*+\)))?"""
_CLOSED = re.compile(
    r"\([ \t\n]*(?P<target>(?:[^()\n\\]|\\.|\((?:[^()\n]|\([^()\n]*+\))*+\)){0,2000}?)" + _TITLE + r"[ \t\n]*\)"
)
_UNCLOSED = re.compile(r"\([ \t]*(?P<target>(?:https?://|www\.|mailto:|/|[\w.+-]+@)[^\s()<>]*+)")
_ANGLE = re.compile(r"(?P<before>\]\([ \t]*|^ {0,3}\[[^\]\n]+\]:[ \t]*)<(?P<target>[^<>\n]*)>", re.MULTILINE)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\]\[\n^][^\]\[\n]*)\]:[ \t]*(?P<target>\S.*?)" + _TITLE + r"[ \t]*$", re.MULTILINE
)
_LABEL = re.compile(r"\[([^\[\]\n]{0,500})\]")
_PERCENT = {" ": "%20", "(": "%28", ")": "%29"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, without escapes, and the title in its quotes, as written."""

    href: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture in a text: its range, what stands between the brackets, and where it leads.

    ``is_plain``: it was written as a link with its address beside it, and closed.
    """

    start: int
    end: int
    is_picture: bool
    text: str
    target: Target
    is_plain: bool


def plain_destinations(text: str) -> str:
    """Write destinations in angle brackets without them, so that they are not taken for tags."""
    return _ANGLE.sub(lambda found: found["before"] + _encoded(found["target"]), text)


def definitions_of(text: str) -> Mapping[str, Target]:
    """Give the link definitions of a page by their folded label; the first of a name counts."""
    found: dict[str, Target] = {}
    for definition in _DEFINITION.finditer(text):
        found.setdefault(_folded(definition["label"]), _target(definition))
    return found


def without_definitions(text: str) -> str:
    return _DEFINITION.sub("", text)


def find_links(text: str, definitions: Mapping[str, Target]) -> Sequence[Link]:
    """Give the outermost links and pictures in order; a picture inside a link is part of its text."""
    found: list[Link] = []
    stack: list[tuple[int, bool]] = []
    position = 0
    while event := _EVENT.search(text, position):
        position = event.end()
        if event[0] in {"[", "!["}:
            stack.append((event.start(), event[0] == "!["))
        elif event[0].startswith("\n"):
            stack.clear()
        elif event[0] == "]" and stack:
            start, is_picture = stack.pop()
            link = _link(text, start, event.start(), is_picture, definitions)
            if link is None:
                continue
            while found and found[-1].start > start:
                found.pop()
            found.append(link)
            position = link.end
            if not is_picture:
                # Links do not nest: what is open around this one is text.
                stack = [opening for opening in stack if opening[1]]
    return found


def _link(text: str, start: int, bracket: int, is_picture: bool, definitions: Mapping[str, Target]) -> Link | None:
    inner = text[start + 1 + is_picture : bracket]
    after = bracket + 1
    if closed := _CLOSED.match(text, after):
        return Link(start, closed.end(), is_picture, inner, _target(closed), is_plain=True)
    if unclosed := _UNCLOSED.match(text, after):
        return Link(start, unclosed.end(), is_picture, inner, Target(unclosed["target"]), is_plain=False)
    label = _LABEL.match(text, after)
    if label and _folded(label[1] or inner) in definitions:
        return Link(start, label.end(), is_picture, inner, definitions[_folded(label[1] or inner)], is_plain=False)
    if _folded(inner) in definitions and text[after : after + 1] != ":":
        return Link(start, after, is_picture, inner, definitions[_folded(inner)], is_plain=False)
    return None


def _target(found: re.Match[str]) -> Target:
    href = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", unescape(found["target"].strip()))
    return Target(href, found["title"] or "")


def _encoded(target: str) -> str:
    return "".join(_PERCENT.get(letter, letter) for letter in target.strip())


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
