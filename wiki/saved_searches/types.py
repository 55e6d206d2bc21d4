"""A search as a member keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType

from wiki.pages.facets import Facet
from wiki.search.types import Sort

SavedSearchId = NewType("SavedSearchId", int)


@dataclass(frozen=True, kw_only=True)
class AskedFor:
    """What a search asks: its words, its choices, its order, and whether it looks for no other words."""

    text: str = ""
    choices: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    as_typed: bool = False


@dataclass(frozen=True, kw_only=True)
class SavedSearch:
    """``has_news``: something it finds is new or was changed since its owner looked."""

    id: SavedSearchId
    name: str
    asked: AskedFor
    saved_at: datetime
    looked_at: datetime
    has_news: bool
