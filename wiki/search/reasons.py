"""Why a document answers a question: where its words stand, and what puts it before its equals."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from wiki.facts import MEASURED
from wiki.pages.facets import ELSEWHERE, STANDARDISED, Choices
from wiki.search.lexicon import Tag
from wiki.search.marking import Marker, Occurrence, occurs
from wiki.search.types import FoundIn, SearchDocument, Span, Standing

_TAGS: tuple[Literal["theme", "city"], ...] = ("theme", "city")

Beginnings = Sequence[tuple[int, str]]
"""Where in a text each field of a practice begins, in order, and its key. What stands before is no field's."""


def joined(document: SearchDocument) -> tuple[str, Beginnings]:
    """Return the body and the fields of a document as one text, and where in it the fields begin.

    A passage that is shown may begin in one of them and end in the next.
    """
    text, beginnings = document.body, []
    for part in document.parts:
        text = f"{text}\n· " if text else ""
        beginnings.append((len(text), part.field))
        text += part.text
    return text, beginnings


def field_at(beginnings: Beginnings, position: int) -> str:
    """Return the key of the field that stands at a position, empty for none."""
    place = bisect_right(beginnings, position, key=lambda beginning: beginning[0])
    return beginnings[place - 1][1] if place else ""


def found_in(
    stored: Mapping[str, object],
    title: Iterable[Span],
    marks: Sequence[Occurrence],
    *,
    looked_for: Marker,
    said: Collection[Tag],
    facets: Choices,
    beginnings: Beginnings,
) -> Iterator[FoundIn]:
    """Yield the places where the words stand, each once; `said` are the tags of which the question says a name."""
    if any(span.marked for span in title):
        yield FoundIn(where="title")
    if (summary := str(stored["summary"])) and occurs(summary, str(stored["language"]), looked_for):
        yield FoundIn(where="summary")
    for facet in _TAGS:
        yield from (FoundIn(where=facet, name=slug) for slug in facets.get(facet, ()) if (facet, slug) in said)
    fields = {field_at(beginnings, mark.start): True for mark in marks} if beginnings else {"": True} if marks else {}
    for field in fields:
        yield FoundIn(where="field", name=field) if field else FoundIn(where="text")


def standing(facets: Choices) -> tuple[Standing, ...]:
    told: list[Standing] = []
    if STANDARDISED in facets.get("quality", ()):
        told.append("standardised")
    if MEASURED in facets.get("results", ()):
        told.append("measured")
    if ELSEWHERE in facets.get("confirmed", ()):
        told.append("confirmed")
    return tuple(told)
