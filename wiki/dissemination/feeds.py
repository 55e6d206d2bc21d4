"""Atom feeds (RFC 4287) as bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

_ATOM = "http://www.w3.org/2005/Atom"
# Names and comments come from anywhere, an imported history too; XML has no way to say these.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """``link`` is absolute; ``id`` is a URI that never changes for this entry. Without an author it is the feed's."""

    id: str
    title: str
    link: str
    updated: datetime
    author: str
    summary: str


def atom_feed(*, title: str, link: str, self_link: str, entries: Sequence[FeedEntry]) -> bytes:
    """Return the feed, newest entry first; links are absolute."""
    # The stubs forget that None stands for the default namespace.
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    newest = max((entry.updated for entry in entries), default=datetime(2016, 1, 1, tzinfo=UTC))
    _text(feed, "id", self_link)
    _text(feed, "title", title)
    _text(feed, "updated", newest.isoformat())
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="self", href=self_link)
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="alternate", href=link)
    _text(etree.SubElement(feed, f"{{{_ATOM}}}author"), "name", title)
    for entry in entries:
        element = etree.SubElement(feed, f"{{{_ATOM}}}entry")
        _text(element, "id", entry.id)
        _text(element, "title", entry.title)
        _text(element, "updated", entry.updated.isoformat())
        etree.SubElement(element, f"{{{_ATOM}}}link", rel="alternate", href=entry.link)
        if entry.author:
            _text(etree.SubElement(element, f"{{{_ATOM}}}author"), "name", entry.author)
        _text(element, "summary", entry.summary)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8"))


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = _NOT_XML.sub("", text)
