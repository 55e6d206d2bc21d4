"""Pairs tags to elements, whatever order they are in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wiki.importing.cleaning.tags import Tag

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)


@dataclass(frozen=True, slots=True)
class Element:
    """A tag with its end tag, or a void one alone. ``depth`` counts the elements around it."""

    opening: Tag
    closing: Tag
    depth: int

    @property
    def name(self) -> str:
        return self.opening.name

    @property
    def start(self) -> int:
        return self.opening.start

    @property
    def end(self) -> int:
        return self.closing.end


def elements_of(tags: Iterable[Tag]) -> Sequence[Element]:
    """Pair tags, in the order they begin. A tag without a partner belongs to no element."""
    found: list[Element] = []
    stack: list[Tag] = []
    waiting: dict[str, int] = {}
    for tag in tags:
        if tag.name == "!":
            continue
        if tag.name in VOID:
            found.append(Element(tag, tag, len(stack)))
        elif not tag.is_closing:
            stack.append(tag)
            waiting[tag.name] = waiting.get(tag.name, 0) + 1
        elif waiting.get(tag.name):
            while stack:
                opening = stack.pop()
                waiting[opening.name] -= 1
                if opening.name == tag.name:
                    found.append(Element(opening, tag, len(stack)))
                    break
    return sorted(found, key=lambda element: element.start)
