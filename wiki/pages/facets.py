"""What lists and searches can be narrowed by: the one vocabulary of it, from the database to the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Facet = Literal["state", "theme", "city", "kind", "language", "year"]
FACETS: tuple[Facet, ...] = ("state", "theme", "city", "kind", "language", "year")

WAITING = "waiting"
"""The one value of ``state``: the newest text waits for its publication. No visitor knows of such a page."""

Choices = Mapping[Facet, Sequence[str]]
"""The values chosen: those of one facet are alternatives, different facets must all hold. No value is no choice."""

Order = Literal["newest", "oldest", "title"]
"""By the day a page is about, else the one it was made on; or by title. Equals by number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FacetCount:
    """A facet's value (a year as its digits) and how many pages choosing it would show."""

    value: str
    count: int


FacetCounts = Mapping[Facet, Sequence[FacetCount]]
"""Commonest first. Each facet is counted under the choices in the other facets, not under its own."""

PairCounts = Mapping[str, Mapping[str, int]]
"""For each value of a facet how many pages have it together with each value of another: ``{value: {other: count}}``."""
