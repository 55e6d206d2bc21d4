"""The sources that figures name, for a depth that does not show the list of evidence itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wiki.facts import TEMPLATE, Depth, Facts, Row, known_sources, rows_of, source_names
from wiki.web.facts.telling import day


@dataclass(frozen=True, kw_only=True)
class Source:
    """A row of the evidence; ``number`` is what figures call it, ``link`` may be empty."""

    number: int
    title: str
    link: str
    day: str


def cited_sources(facts: Facts, wanted: frozenset[Depth]) -> Sequence[Source]:
    """Return the sources of the figures that some depths show; none where the evidence is shown with them."""
    if TEMPLATE.fields["evidence"].depth in wanted:
        return ()
    evidence = rows_of(facts, "evidence")
    numbers = sorted(set(_cited(facts, wanted, known_sources(evidence))))
    return [_source(number, evidence[number - 1]) for number in numbers]


def _cited(facts: Facts, wanted: frozenset[Depth], known: Mapping[str, int]) -> Iterator[int]:
    for key, field in TEMPLATE.fields.items():
        if field.holds_figures and field.depth in wanted:
            for row in rows_of(facts, key):
                names = source_names(str(row.get("source", "")), known)
                yield from (known[name.casefold()] for name in names if name.casefold() in known)


def _source(number: int, row: Row) -> Source:
    return Source(
        number=number,
        title=str(row.get("title", "")),
        link=str(row.get("link", "")),
        day=day(str(row["date"])) if "date" in row else "",
    )
