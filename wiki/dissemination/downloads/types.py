"""What a table of pages is made of."""

from dataclasses import dataclass

from wiki.pages.types import PageCard
from wiki.practices.edition_types import EditionMark


@dataclass(frozen=True, kw_only=True)
class Row:
    """A page as a list shows it; ``address`` is absolute. ``edition`` is what is shown, if that is one."""

    card: PageCard
    address: str
    edition: EditionMark | None = None
    edition_address: str = ""
