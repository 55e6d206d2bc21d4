"""``[[Page#Section|text]]`` as a rule of the inline parser."""

import re

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

from wiki.core.slugs import slugify

MAX_LENGTH = 1000

# A table cell needs the bar escaped, and a reader who copies the link elsewhere keeps the backslash.
_BAR = re.compile(r"\\?\|")


def wiki_link(state: StateInline, silent: bool) -> bool:
    """Parse one wiki link at ``state.pos``; leave anything that names neither page nor section as text.

    The opening token carries ``meta["page"]`` and ``meta["section"]`` as written, and no address yet.
    """
    start = state.pos + 2
    if not state.src.startswith("[[", state.pos):
        return False
    # The bounded search keeps a page full of unclosed brackets linear.
    end = state.src.find("]]", start, min(state.posMax, start + MAX_LENGTH))
    if end < 0 or "[[" in state.src[start:end]:
        return False
    bar = _BAR.search(state.src, start, end)
    target = state.src[start : bar.start() if bar else end]
    written = unescapeAll(target).strip()
    page, _, section = (part.strip() for part in written.partition("#"))
    if "[" in target or "]" in target or not (slugify(page) or (section and not page)):
        return False
    if not silent:
        _push_link(state, {"page": page, "section": section}, written, (bar.end() if bar else end, end))
    state.pos = end + 2
    return True


def _push_link(state: StateInline, meta: dict[str, str], written: str, label: tuple[int, int]) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": ""}
    opening.meta = meta
    if state.src[slice(*label)].strip():
        outer_end = state.posMax
        state.pos, state.posMax = label
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.posMax = outer_end
    else:
        state.push("text", "", 0).content = written.removeprefix("#").strip()
    state.push("link_close", "a", -1)
