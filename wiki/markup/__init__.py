"""Markdown as the wiki speaks it: rendering, links, headings and plain words. Pure, no database, no web."""

from wiki.markup.anchors import anchor
from wiki.markup.headings import outline
from wiki.markup.parse import printable
from wiki.markup.render import Parsed, outgoing_links, parse, render
from wiki.markup.sanitise import build_cleaner
from wiki.markup.text import plain_text, summary_of
from wiki.markup.types import MAX_SOURCE, Heading, LinkTarget, OutlineEntry, Rendered, Resolver

__all__ = [
    "MAX_SOURCE",
    "Heading",
    "LinkTarget",
    "OutlineEntry",
    "Parsed",
    "Rendered",
    "Resolver",
    "anchor",
    "build_cleaner",
    "outgoing_links",
    "outline",
    "parse",
    "plain_text",
    "printable",
    "render",
    "summary_of",
]
