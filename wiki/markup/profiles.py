"""The kinds of Markdown the product knows, by name, and the parser of each."""

import re
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from wiki.markup.autolinks import MAX_ADDRESS, autolink
from wiki.markup.tables import bounded_table
from wiki.markup.tasks import task_lists
from wiki.markup.wikilinks import wiki_link

# Two levels go to each list; deeper text is left out of the page rather than parsed without bound.
MAX_NESTING = 20
MAX_FOOTNOTE_NAME = 100

_ADDRESS = re.compile(r"https?://.|mailto:.|tel:.|/(?![/\\])|#", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a text may hold. Without ``blocks`` it is one line; without ``images`` they become links."""

    blocks: bool = True
    headings: bool = True
    footnotes: bool = True
    images: bool = True


PROFILES = {
    "page": Profile(),
    # Several comments share an HTML page, where footnotes and headings of two would have one address.
    "comment": Profile(headings=False, footnotes=False, images=False),
    "summary": Profile(blocks=False, headings=False, footnotes=False, images=False),
}


@cache
def parser(name: str) -> MarkdownIt:
    """Give the parser of a profile; it keeps nothing between texts, so threads may share it.

    Raises KeyError for a name that is not in ``PROFILES``.
    """
    profile = PROFILES[name]
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    markdown.enable(["table", "strikethrough"])
    markdown.block.ruler.at("table", bounded_table, {"alt": ["paragraph", "reference"]})
    markdown.core.ruler.at("linkify", autolink)
    markdown.core.ruler.enable("linkify")
    markdown.validateLink = _is_allowed_address  # type: ignore[method-assign]
    markdown.use(deflist_plugin)
    markdown.inline.ruler.after("link", "wiki_link", wiki_link)
    markdown.core.ruler.after("inline", "task_lists", task_lists)
    if profile.footnotes:
        markdown.use(footnote_plugin, inline=False)
        markdown.inline.ruler.at("footnote_ref", _bounded_footnote_ref)
    if not profile.headings:
        markdown.disable(["heading", "lheading"])
    return markdown


def _is_allowed_address(url: str) -> bool:
    return len(url) <= MAX_ADDRESS and _ADDRESS.match(url) is not None


def _bounded_footnote_ref(state: StateInline, silent: bool) -> bool:
    # The library looks for the end of the name to the end of the paragraph, from every "[^" anew.
    if not state.src.startswith("[^", state.pos):
        return False
    if state.src.find("]", state.pos, state.pos + MAX_FOOTNOTE_NAME) < 0:
        return False
    return footnote_ref(state, silent)
