"""What the tables of a segment need of each document, and these tables."""

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wiki.pages.facets import PRACTICE_ORDERS, STANDARDISED, Choices, Facet
from wiki.search.ranking import lift
from wiki.search.terms import DocumentTerms
from wiki.search.types import Audience, SearchDocument


class Row(NamedTuple):
    """What the tables need of one document."""

    key: str
    page_id: int
    audience: Audience
    updated_at: float
    title_keys: Sequence[str]
    facets: Choices
    day: int
    ranks: Sequence[int]
    """In the sequence of `PRACTICE_ORDERS`."""
    length: int
    title_length: int


def row(document: SearchDocument, terms: DocumentTerms) -> Row:
    """The row of a document, of values that any storage can keep."""
    return Row(
        key=document.key,
        page_id=document.page_id,
        audience=document.audience,
        updated_at=document.updated_at.timestamp(),
        title_keys=terms.title_keys,
        facets={facet: values for facet, values in document.facets.items() if values},
        day=document.listed_on.toordinal(),
        ranks=[getattr(document.ranks, order) for order in PRACTICE_ORDERS],
        length=terms.length,
        title_length=terms.title_length,
    )


class Tables:
    """What is kept of rows that are read one by one: all of them together would take many times as much."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.page_ids, self.days, self.updated = array("q"), array("i"), array("d")
        self.lengths, self.title_lengths = array("I"), array("I")
        self.ranks = {order: array("I") for order in PRACTICE_ORDERS}
        self.lifts: dict[int, float] = {}
        self.first_titles: list[str] = []
        self.titles: dict[str, list[int]] = {}
        self.audiences: dict[Audience, list[int]] = {}
        self.facets: dict[Facet, dict[str, list[int]]] = {}
        for number, row in enumerate(rows):
            self._add(number, row)

    def _add(self, number: int, row: Row) -> None:
        self.page_ids.append(row.page_id)
        self.days.append(row.day)
        self.updated.append(row.updated_at)
        self.lengths.append(row.length)
        self.title_lengths.append(row.title_length)
        for order, rank in zip(PRACTICE_ORDERS, row.ranks, strict=True):
            self.ranks[order].append(rank)
        if "quality" in row.facets:
            self.lifts[number] = _lift(row)
        self.first_titles.append(row.title_keys[0])
        for key in row.title_keys:
            self.titles.setdefault(key, []).append(number)
        self.audiences.setdefault(row.audience, []).append(number)
        for facet, values in row.facets.items():
            for value in values:
                self.facets.setdefault(facet, {}).setdefault(value, []).append(number)


def _lift(row: Row) -> float:
    ranks = dict(zip(PRACTICE_ORDERS, row.ranks, strict=True))
    is_standardised = STANDARDISED in row.facets["quality"]
    return lift(is_standardised=is_standardised, evidence=ranks["evidence"], freshness=ranks["freshness"])
