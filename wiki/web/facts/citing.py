"""The sources that figures name, for a depth that does not show the list of evidence itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wiki.facts import TEMPLATE, Depth, Facts, rows_of
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
    names = set(_names(facts, wanted))
    found = []
    for number, row in enumerate(rows_of(facts, "evidence"), 1):
        title = str(row.get("title", ""))
        if names & {str(number), title.casefold()}:
            date = day(str(row["date"])) if "date" in row else ""
            found.append(Source(number=number, title=title, link=str(row.get("link", "")), day=date))
    return found


def _names(facts: Facts, wanted: frozenset[Depth]) -> Iterator[str]:
    for key, field in TEMPLATE.fields.items():
        if field.holds_figures and field.depth in wanted:
            for row in rows_of(facts, key):
                source = str(row.get("source", "")).casefold()
                yield source
                yield from (name.strip() for name in source.split(","))
