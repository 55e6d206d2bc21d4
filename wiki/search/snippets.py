"""The passage of a text that shows best why it was found."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from wiki.search.marking import Marker, Occurrence, occurrences, spans
from wiki.search.types import Span

PASSAGE_LENGTH = 200
LONGEST_BODY = 100_000
_LEAD_IN = 40
_LONGEST_WORD_CUT = 20
_SENTENCE_END = re.compile(r"[.!?。]\s*|\n")
# A heading or an item of a list ends without a mark of its own.
_OPEN_END = re.compile(r"(?<=[^\s.!?:;,…。])\s*\n\s*(?!·)")
# What parts two fields is nothing to begin or end with.
_AROUND = " ·"
ELLIPSIS = Span(text="…")


class Passage(NamedTuple):
    spans: tuple[Span, ...]
    at: int | None = None
    """Where in the body its words stand; None where it is not of the body, or for none of its words."""


def snippet(body: str, summary: str, language: str, looked_for: Marker, known: Sequence[Occurrence] = ()) -> Passage:
    """About `PASSAGE_LENGTH` characters: the passage of the body with most of the words, the matches marked.

    Where the body has none of them, the summary stands in, or the beginning of the body. Only the first
    `LONGEST_BODY` characters are looked at; `known` is what was found in the beginning of them already.
    """
    body = body[:LONGEST_BODY]
    found = known or occurrences(body, language, looked_for)
    if not found and summary:
        return Passage(marked(summary, language, looked_for))
    first = _best_start(found)
    start, end = _bounds(body, first)
    passage = body[start:end]
    if "\n" in passage:
        passage = _OPEN_END.sub(" · ", passage)
    text = " ".join(passage.split()).strip(_AROUND)
    if not text:
        return Passage(())
    shown = marked(text, language, looked_for)
    spans = (*([ELLIPSIS] if start else []), *shown, *([ELLIPSIS] if end < len(body.rstrip()) else []))
    return Passage(spans, first if found else None)


def marked(text: str, language: str, looked_for: Marker) -> tuple[Span, ...]:
    """The whole of a short text with the matches marked."""
    return spans(text, occurrences(text, language, looked_for))


def _bounds(body: str, first: int) -> tuple[int, int]:
    start = _start(body, first)
    end = min(len(body), start + PASSAGE_LENGTH)
    if end < len(body) and (space := body.rfind(" ", end - _LONGEST_WORD_CUT, end)) > start:
        end = space
    return start, end


def _best_start(found: Sequence[Occurrence]) -> int:
    """Where the first stretch with most different words begins: what repeats them more is a table or a list."""
    best = 0
    start = found[0].start if found else 0
    for index, first in enumerate(found):
        words = set()
        for occurrence in found[index:]:
            if occurrence.end > first.start + PASSAGE_LENGTH - _LEAD_IN:
                break
            words.add(occurrence.word)
        if len(words) > best:
            best, start = len(words), first.start
    return start


def _start(body: str, first: int) -> int:
    """Begin with the sentence if it began shortly before, else with a whole word."""
    if first <= _LEAD_IN:
        return 0
    earliest = first - _LEAD_IN
    if ends := [match.end() for match in _SENTENCE_END.finditer(body, earliest, first)]:
        return ends[-1]
    space = body.find(" ", earliest, first)
    return space + 1 if space >= 0 else earliest
