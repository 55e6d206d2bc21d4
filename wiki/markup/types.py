"""Values that rendering takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass

MAX_SOURCE = 400_000


@dataclass(frozen=True, kw_only=True)
class LinkTarget:
    """Where a wiki link leads. ``title`` is told to the reader: of a missing page, that it is missing."""

    href: str
    exists: bool
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading as it stands in the HTML.

    ``level`` is 2 to 6. ``section`` is its number for section editing, from 1; None inside a quote, a list
    or a footnote, which cannot be edited alone.
    """

    level: int
    text: str
    anchor: str
    section: int | None


@dataclass(frozen=True, kw_only=True)
class OutlineEntry:
    """A heading that opens a section, as it stands in the source: ``level`` 1 to 6, ``line`` from 0."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """Clean HTML, its headings in order, and the keys of the pages it links to, each once."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]


Resolver = Callable[[str], LinkTarget]
"""Takes a link key, ``slugify`` of the page's name as written; is asked once a key."""
