"""Editing one section of a page: finding it in the source and putting it back."""

import re
from dataclasses import dataclass

from wiki.markup import outline

_LINE_END = re.compile(r"\r\n?|\n")
_BLANK_LINE_AT_END = re.compile(r"(?:^|\r\n?|\n)[ \t]*(?:\r\n?|\n)\Z")


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and all below it, up to the next heading of its level or above.

    ``index`` counts from 1, as ``Heading.section`` of the rendered page does; ``level`` is 1 to 6 as
    written; ``start`` and ``end`` are offsets in the source.
    """

    index: int
    level: int
    title: str
    start: int
    end: int


def sections(source: str) -> tuple[Section, ...]:
    """List the sections of a page in order; one that holds others overlaps them."""
    lines = [0, *(match.end() for match in _LINE_END.finditer(source))]
    found: list[Section] = []
    # From the last to the first, so that the heading which ends a section is the nearest one kept here.
    following: list[Section] = []
    for index, entry in reversed(list(enumerate(outline(source), start=1))):
        while following and following[-1].level > entry.level:
            following.pop()
        section = Section(
            index=index,
            level=entry.level,
            title=entry.text,
            start=lines[entry.line],
            end=following[-1].start if following else len(source),
        )
        following.append(section)
        found.append(section)
    return tuple(reversed(found))


def section_text(source: str, index: int) -> str:
    """Give the source of one section, its heading included. Raises LookupError if there is none."""
    section = _find(source, index)
    return source[section.start : section.end]


def replace_section(source: str, index: int, text: str) -> str:
    """Put new text in the place of a section and keep every other character as it is.

    Line ends are added where the next heading would otherwise run into the text. Raises LookupError if
    there is no such section.
    """
    section = _find(source, index)
    if text == source[section.start : section.end]:
        return source
    rest = source[section.end :]
    return source[: section.start] + text + _gap(text, rest) + rest


def _find(source: str, index: int) -> Section:
    found = sections(source)
    if not 1 <= index <= len(found):
        raise LookupError(f"There is no section {index}; the page has {len(found)}.")
    return found[index - 1]


def _gap(text: str, rest: str) -> str:
    if not text or not rest or _BLANK_LINE_AT_END.search(text):
        return ""
    ended = text.endswith(("\n", "\r"))
    if rest.startswith("#"):
        return "" if ended else "\n"
    # A heading underlined with "---" would take the line above it into its title.
    return "\n" if ended else "\n\n"
