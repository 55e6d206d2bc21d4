"""The words that tell one page from others: those it repeats and few others have."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate, compress
from math import log, log1p

from wiki.facts import TEMPLATE, Kind
from wiki.search.analysis import terms_of_document
from wiki.search.bitsets import members
from wiki.search.hits import Stored
from wiki.search.ranking import rarity
from wiki.search.segments import Segment

MOST_TERMS = 20
# Chosen among those that the page repeats most: each of these costs a look-up.
_MOST_COMPARED = 40
# Of a long text the beginning is read, and of common words no more postings than can be weighed in some milliseconds.
READ, _MOST_POSTINGS = 20_000, 20_000
_TITLE_COUNT, _SUMMARY_COUNT = 3, 2
# How common a word is, is asked of the largest segments, until they have a third of all: the others say the same.
_ASKED_SHARE = 3

_WRITTEN = frozenset(key for key, field in TEMPLATE.fields.items() if field.kind == Kind.PROSE)

Held = tuple[Sequence[int], Sequence[float]]
"""Documents of a segment, ascending, and the weighted count in each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """A term, its weight in the page, and segment by segment which of the other documents hold it."""

    term: str
    weight: float
    held: Sequence[Held]


def telling_terms(segments: Sequence[Segment], stored: Stored, among: Sequence[int]) -> list[Telling]:
    """Return the terms that tell a page from others, as far as any document of the sets `among` holds them."""
    documents = sum(segment.size for segment in segments)
    flags = [_flags(bits, segment.size) for bits, segment in zip(among, segments, strict=True)]
    found: list[Telling] = []
    left = _MOST_POSTINGS
    for term, repeated in _rarest(segments, _counts(stored)):
        postings = [segment.source.postings("stems", term) for segment in segments]
        held = [_held(each, own) for each, own in zip(postings, flags, strict=True)]
        matching = sum(len(numbers) for numbers, _ in postings)
        left -= matching
        if any(numbers for numbers, _ in held):
            found.append(Telling(term=term, weight=_repetition(repeated) * rarity(matching, documents), held=held))
        if len(found) == MOST_TERMS or left <= 0:
            break
    return found


def _counts(stored: Stored) -> Counter[str]:
    """How often a page has each term; numbers are left out, for equal ones mean different things."""
    counts: Counter[str] = Counter()
    texts = (_prose(stored)[:READ], 1), (stored["summary"], _SUMMARY_COUNT), (stored["title"], _TITLE_COUNT)
    for text, times in texts:
        for term, count in terms_of_document(text, stored["language"]).stems.items():
            if term.isalpha():
                counts[term] += times * count
    return counts


def _prose(stored: Stored) -> str:
    """The body with the fields that are written, not listed: rows and choices say what practices have in common."""
    body, fields = stored["body"], stored["fields"]
    ends = (*(at for at, _ in fields[1:]), len(body))
    own = body[: fields[0][0]] if fields else body
    return "\n".join((own, *(body[at:end] for (at, key), end in zip(fields, ends, strict=False) if key in _WRITTEN)))


def _rarest(segments: Sequence[Segment], counts: Counter[str]) -> Iterator[tuple[str, int]]:
    """Terms with their counts, the most telling first."""
    asked = _largest(segments)
    documents = sum(segment.size for segment in asked)
    compared = nlargest(_MOST_COMPARED, ((count, len(term), term) for term, count in counts.items()))
    for segment in segments:
        segment.source.expect(("stems", term) for _, _, term in compared)
    weighed: list[tuple[float, str]] = []
    for count, _, term in compared:
        common = sum(segment.source.commonness("stems", term) for segment in asked)
        # Squared: what is in every third page tells little, however often it is said.
        weighed.append((_repetition(count) * log1p(documents / (1 + common)) ** 2, term))
    return ((term, counts[term]) for _, term in sorted(weighed, reverse=True))


def _largest(segments: Sequence[Segment]) -> list[Segment]:
    ordered = sorted(segments, key=lambda segment: segment.size, reverse=True)
    together = list(accumulate(segment.size for segment in ordered))
    enough = bisect_left(together, together[-1] / _ASKED_SHARE)
    return ordered[: enough + 1]


def _repetition(count: int) -> float:
    return 1 + log(count)


def _held(postings: Held, flags: bytes) -> Held:
    numbers, counts = postings
    if not numbers:
        return postings
    chosen = bytes(map(flags.__getitem__, numbers))
    return list(compress(numbers, chosen)), list(compress(counts, chosen))


def _flags(bits: int, size: int) -> bytes:
    flags = bytearray(size)
    for number in members(bits):
        flags[number] = 1
    return bytes(flags)
