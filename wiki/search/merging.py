"""When segments are merged: the decision, apart from any engine."""

from collections.abc import Sequence
from itertools import accumulate
from math import log

ALIKE = 6
LARGE = 5_000
# What a rebuild puts into one segment: with as many as are large, one save of a page of each of six would be enough
# to have them merged.
FULL = 2 * LARGE


def to_merge(sizes: Sequence[int]) -> list[int]:
    """The places of the segments to merge, given how many documents each holds.

    The smallest `ALIKE` or more of similar size, so that a document is rewritten only a few times as the index
    grows. Segments of `LARGE` or more stay: to rewrite them takes seconds. Nor are more merged at once than make
    one of those: what is merged is held in memory.
    """
    alike: dict[int, list[int]] = {}
    for place, size in enumerate(sizes):
        if size < LARGE:
            alike.setdefault(int(log(max(1, size), ALIKE)), []).append(place)
    chosen = next((places for _, places in sorted(alike.items()) if len(places) >= ALIKE), [])
    return _up_to_large(chosen, sizes)


def _up_to_large(places: Sequence[int], sizes: Sequence[int]) -> list[int]:
    before = accumulate((sizes[place] for place in places), initial=0)
    return [place for place, total in zip(places, before, strict=False) if total < LARGE]
