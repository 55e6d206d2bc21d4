"""From a text to the HTML that is stored with its revision."""

from collections.abc import Sequence

from markdown_it.token import Token
from markdown_it.utils import EnvType

from wiki.markup.blocks import dress_blocks
from wiki.markup.headings import place_headings
from wiki.markup.links import LinkDresser
from wiki.markup.parse import parse
from wiki.markup.profiles import PROFILES, parser
from wiki.markup.sanitise import build_cleaner
from wiki.markup.types import LinkTarget, Rendered, Resolver

_CLEANER = build_cleaner()


def render(source: str, *, profile: str = "page", resolve: Resolver) -> Rendered:
    """Render a text by the named profile; ``resolve`` tells where each wiki link leads.

    Raises ValueError if the text is longer than ``MAX_SOURCE``, KeyError for an unknown profile.
    """
    # The library builds footnote ids from this: "fn-note-1", "fnref-note-1".
    env: EnvType = {"docId": "note"}
    tokens = parse(source, profile=profile, env=env)
    headings = place_headings(tokens)
    links = LinkDresser(resolve, images=PROFILES[profile].images)
    _finish_lines(tokens, links)
    markdown = parser(profile)
    html = markdown.renderer.render(list(dress_blocks(tokens)), markdown.options, env)
    return Rendered(html=_CLEANER.clean(html), headings=headings, links=tuple(links.targets))


def outgoing_links(source: str) -> tuple[str, ...]:
    """Give the keys of the pages a text links to, each once, in order of appearance."""
    links = LinkDresser(lambda _key: LinkTarget(href="", exists=True), images=True)
    _finish_lines(parse(source), links)
    return tuple(links.targets)


def _finish_lines(tokens: Sequence[Token], links: LinkDresser) -> None:
    for token in tokens:
        if token.children:
            token.children = list(links.finish(token.children))
