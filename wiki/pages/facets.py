"""What lists and searches can be narrowed by: the one vocabulary of it, from the database to the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeGuard, get_args

from wiki.facts import TRAIT_VALUES, Trait

PracticeFacet = Literal["quality", "replicated_in", "confirmed", Trait]
Facet = Literal["state", "theme", "city", PracticeFacet, "kind", "language", "year"]
FACETS: tuple[Facet, ...] = get_args(Facet)
PRACTICE_FACETS: tuple[PracticeFacet, ...] = get_args(PracticeFacet)
"""Those that no other kind of page has."""

WAITING = "waiting"
"""The one value of ``state``: the newest text waits for its publication. No visitor knows of such a page."""

STANDARDISED, NOT_YET = "standardised", "not_yet"
ELSEWHERE = "elsewhere"
VALUES: Mapping[PracticeFacet, tuple[str, ...]] = {
    "quality": (STANDARDISED, NOT_YET),
    "replicated_in": (),
    "confirmed": (ELSEWHERE,),
    **{trait: TRAIT_VALUES[trait] for trait in TRAIT_VALUES},
}
"""The values of each facet of practices, in the order in which people read them; cities have their own."""

Choices = Mapping[Facet, Sequence[str]]
"""The values chosen: those of one facet are alternatives, different facets must all hold. No value is no choice."""

PracticeOrder = Literal["freshness", "completeness", "evidence"]
Order = Literal["newest", "oldest", "title", PracticeOrder]
"""By the day a page is about, else the one it was made on; by title; by the rank of a practice. Equals by number."""

PRACTICE_ORDERS: tuple[PracticeOrder, ...] = get_args(PracticeOrder)
DESCENDING: frozenset[Order] = frozenset({"newest", *PRACTICE_ORDERS})


@dataclass(frozen=True, kw_only=True, slots=True)
class FacetCount:
    """A facet's value (a year as its digits) and how many pages choosing it would show."""

    value: str
    count: int


FacetCounts = Mapping[Facet, Sequence[FacetCount]]
"""Commonest first. Each facet is counted under the choices in the other facets, not under its own."""


def commonest_first(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(value=value, count=count) for value, count in ordered)


def is_of_practices(facet: Facet) -> TypeGuard[PracticeFacet]:
    """Tell whether a facet is one that no other kind of page has."""
    return facet in PRACTICE_FACETS


def is_rank(order: Order) -> TypeGuard[PracticeOrder]:
    """Tell whether an order is one of practices."""
    return order in PRACTICE_ORDERS


PairCounts = Mapping[str, Mapping[str, int]]
"""For each value of a facet how many pages have it together with each value of another: ``{value: {other: count}}``."""
