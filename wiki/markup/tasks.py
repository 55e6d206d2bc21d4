"""Task lists: ``- [ ] open`` and ``- [x] done`` as read-only boxes labelled by their own text."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_BOX = re.compile(r"\[([ xX])\][ \t]+(?=\S)|\[([ xX])\][ \t]*$")


def task_lists(state: StateCore) -> None:
    """Turn the marker at the start of a list item's first paragraph into a checkbox."""
    tokens = state.tokens
    for item, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open" and inline.children:
            _mark(item, inline)


def _mark(item: Token, inline: Token) -> None:
    children = inline.children or []
    first = children[0]
    box = _BOX.match(first.content) if first.type == "text" else None
    # A box without words would have no name for a screen reader, so it stays text.
    if box is None or not (first.content[box.end() :] or children[1:]):
        return
    first.content = first.content[box.end() :]
    attrs: dict[str, str | int | float] = {"type": "checkbox", "disabled": ""}
    if box[0][1] != " ":
        attrs["checked"] = ""
    item.attrSet("class", "task")
    inline.children = [
        Token("task_open", "label", 1),
        Token("task_box", "input", 0, attrs=attrs),
        Token("text", "", 0, content=" "),
        *children,
        Token("task_close", "label", -1),
    ]
