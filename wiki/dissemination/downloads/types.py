"""What a table of pages is made of."""

from dataclasses import dataclass

from wiki.pages.types import PageCard


@dataclass(frozen=True, kw_only=True)
class Row:
    """A page as a list shows it; ``address`` is absolute."""

    card: PageCard
    address: str
