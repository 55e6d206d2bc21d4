"""The words that tell one page from others: those it repeats and few others have."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from math import log, log1p
from typing import NamedTuple

from wiki.search.bitsets import flags_of
from wiki.search.ranking import rarity
from wiki.search.segments import Segment
from wiki.search.stored import Repeated

MOST_TERMS = 20
# Of common words no more postings than can be weighed in some milliseconds.
_MOST_POSTINGS = 20_000
# Two bytes a document, of a third of them all.
_EXPECTED = _MOST_POSTINGS * 2 // 3
# How common a word is, is asked of the largest segments, until they have a third of all: the others say the same.
_ASKED_SHARE = 3
# Where there are more pages than these, what half of them hold tells nothing, and hardly anything that comes after it.
_FEW = 50

Held = tuple[Sequence[int], Sequence[float]]
"""Documents of a segment, ascending, and the weighted count in each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """A term, its weight in the page, and segment by segment which of the other documents hold it."""

    term: str
    weight: float
    held: Sequence[Held]


def telling_terms(segments: Sequence[Segment], repeated: Repeated, among: Sequence[int]) -> list[Telling]:
    """Return the terms that tell a page from others, of those it repeats.

    Left out are those that no document of the sets `among` holds.
    """
    documents = sum(segment.size for segment in segments)
    flags = [flags_of(bits, segment.size) for bits, segment in zip(among, segments, strict=True)]
    found: list[Telling] = []
    left = _MOST_POSTINGS
    for term, count in _expected(segments, _rarest(segments, repeated)):
        postings = [segment.source.postings("stems", term) for segment in segments]
        matching = sum(len(numbers) for numbers, _ in postings)
        if documents > _FEW and matching * 2 > documents:
            break
        left -= matching
        held = [_held(each, own) for each, own in zip(postings, flags, strict=True)]
        if any(numbers for numbers, _ in held):
            found.append(Telling(term=term, weight=_repetition(count) * rarity(matching, documents), held=held))
        if len(found) == MOST_TERMS or left <= 0:
            break
    return found


class _Weighed(NamedTuple):
    weight: float
    term: str
    repeated: float
    common: int


def _rarest(segments: Sequence[Segment], repeated: Repeated) -> Sequence[_Weighed]:
    """Terms, the most telling first."""
    asked = _largest(segments)
    documents = sum(segment.size for segment in asked)
    for segment in segments:
        segment.source.expect_commonness(("stems", term) for term, _ in repeated)
    weighed: list[_Weighed] = []
    for term, count in repeated:
        common = sum(segment.source.commonness("stems", term) for segment in asked)
        # Squared: what is in every third page tells little, however often it is said.
        weight = _repetition(count) * log1p(documents / (1 + common)) ** 2
        weighed.append(_Weighed(weight, term, count, common))
    return sorted(weighed, reverse=True)


def _expected(segments: Sequence[Segment], terms: Sequence[_Weighed]) -> Iterator[tuple[str, float]]:
    """Yield terms with their counts. Postings are told to be asked for a few terms at once: of most nobody asks."""
    rest = list(terms)
    while rest:
        total = accumulate(each.common for each in rest)
        few = [each for each, common in zip(rest[:MOST_TERMS], total, strict=False) if common <= _EXPECTED] or rest[:1]
        for segment in segments:
            segment.source.expect(("stems", each.term) for each in few)
        yield from ((each.term, each.repeated) for each in few)
        rest = rest[len(few) :]


def _largest(segments: Sequence[Segment]) -> list[Segment]:
    ordered = sorted(segments, key=lambda segment: segment.size, reverse=True)
    together = list(accumulate(segment.size for segment in ordered))
    enough = bisect_left(together, together[-1] / _ASKED_SHARE)
    return ordered[: enough + 1]


def _repetition(count: float) -> float:
    return 1 + log(count)


def _held(postings: Held, flags: bytes) -> Held:
    numbers, counts = postings
    if not numbers:
        return postings
    chosen = bytes(map(flags.__getitem__, numbers))
    return list(compress(numbers, chosen)), list(compress(counts, chosen))
