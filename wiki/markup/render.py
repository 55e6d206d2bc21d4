"""From a text to the HTML that is stored with its revision."""

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token
from markdown_it.utils import EnvType

from wiki.markup.blocks import dress_blocks
from wiki.markup.headings import place_headings
from wiki.markup.links import LinkDresser, PageLink
from wiki.markup.parse import tokenise
from wiki.markup.profiles import PROFILES, parser
from wiki.markup.sanitise import build_cleaner
from wiki.markup.text import words_of
from wiki.markup.types import Heading, Rendered, Resolver

_CLEANER = build_cleaner()


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """A text that is finished but for where its links to pages lead.

    ``links`` holds the keys of those pages, each once, in order of appearance; ``words`` is what ``plain_text``
    gives of the text, where it was asked for.
    """

    words: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]
    profile: str
    tokens: Sequence[Token]
    page_links: Sequence[PageLink]
    env: EnvType

    def render(self, resolve: Resolver) -> Rendered:
        """Give the HTML; ``resolve`` tells where each wiki link leads, and is asked once a key."""
        targets = {key: resolve(key) for key in self.links}
        for link in self.page_links:
            link.lead(targets[link.key])
        markdown = parser(self.profile)
        html = markdown.renderer.render(self.tokens, markdown.options, self.env)
        return Rendered(html=_CLEANER.clean(html), headings=self.headings, links=self.links)


def parse(source: str, *, profile: str = "page", with_words: bool = False) -> Parsed:
    """Read a text by the named profile.

    Raises ValueError if the text is longer than ``MAX_SOURCE``, KeyError for an unknown profile.
    """
    # The library builds footnote ids from this: "fn-note-1", "fnref-note-1".
    env: EnvType = {"docId": "note"}
    tokens = tokenise(source, profile=profile, env=env)
    words = words_of(tokens) if with_words else ""
    headings = place_headings(tokens)
    links = LinkDresser(images=PROFILES[profile].images)
    for token in tokens:
        if token.children:
            token.children = list(links.finish(token.children))
    return Parsed(
        words=words,
        headings=headings,
        links=tuple(links.keys),
        profile=profile,
        tokens=list(dress_blocks(tokens)),
        page_links=links.page_links,
        env=env,
    )


def render(source: str, *, profile: str = "page", resolve: Resolver) -> Rendered:
    """Parse and render a text whose links can be resolved one by one; raises as ``parse`` does."""
    return parse(source, profile=profile).render(resolve)


def outgoing_links(source: str) -> tuple[str, ...]:
    """Give the keys of the pages a text links to, each once, in order of appearance."""
    return parse(source).links
